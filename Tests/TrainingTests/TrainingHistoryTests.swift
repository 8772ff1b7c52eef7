import Foundation
import TestSupport
import Testing

@testable import Training

@Suite struct TrainingHistoryTests {
    private let folder = try? ScratchFolder()

    private static func point(_ step: Int, telling: Bool = false) -> TrainingPoint {
        TrainingPoint(
            TrainingProgress(
                step: step, samples: step * 128, seconds: Double(step) / 8, done: 0.5, samplesPerSecond: 1024,
                learningRate: 0.001, loss: 1 / Float(step), terms: [("ppm", 0.25), ("lc", .nan)],
                gradientNorm: .infinity, recall: telling ? ["i-i": 0.5] : nil))
    }

    private func file(_ name: String) throws -> URL { try #require(folder).url.appending(path: name) }

    private func lines(_ file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Records the steps up to `last`, of which every 500th is measured.
    private func record(_ history: TrainingHistory, from first: Int, to last: Int) throws {
        for step in first...last { try history.add(Self.point(step, telling: step % 500 == 0)) }
    }

    @Test("a line has the names that a reader knows, and no value that is no number")
    func line() throws {
        let text = String(decoding: try Self.point(4, telling: true).line(), as: UTF8.self)
        #expect(
            text == """
                {"loss":0.25,"rate":0.001,"recall":{"i-i":0.5},"samples":512,"samples_per_second":1024,"seconds":0.5,\
                "step":4,"terms":{"ppm":0.25}}
                """)
        #expect(TrainingPoint(line: Data(text.utf8)) == Self.point(4, telling: true))
    }

    @Test("a run of any length stays below its bound, with its first step and every measurement")
    func bounded() throws {
        let history = TrainingHistory(file: try file("a.jsonl"), most: 100)
        try history.open(at: 0)
        var longest = 0
        for step in 1...10_000 {
            try history.add(Self.point(step, telling: step % 500 == 0))
            longest = max(longest, history.points.count)
        }
        #expect(longest < 100 && history.points.count >= 50)
        #expect(history.points.first?.step == 1 && history.points.last?.step == 10_000)
        #expect(history.points.compactMap(\.recall).count == 20)
        #expect(try lines(file("a.jsonl")).map { TrainingPoint(line: Data($0.utf8)) } == history.points)
    }

    @Test("measurements alone cannot pass the bound either")
    func boundedMeasurements() throws {
        let history = TrainingHistory(file: try file("m.jsonl"), most: 40)
        try history.open(at: 0)
        for step in 1...1000 {
            try history.add(Self.point(step, telling: true))
            #expect(history.points.count < 40)
        }
    }

    @Test("a run that is resumed leaves the file of one that was not", arguments: [1, 37, 499, 500, 1803])
    func resumed(checkpoint: Int) throws {
        let whole = TrainingHistory(file: try file("whole.jsonl"), most: 100)
        try whole.open(at: 0)
        try record(whole, from: 1, to: 3000)
        // Killed some steps past its checkpoint, in the midst of a line.
        let killed = TrainingHistory(file: try file("cut.jsonl"), most: 100)
        try killed.open(at: 0)
        try record(killed, from: 1, to: checkpoint + 83)
        let handle = try FileHandle(forWritingTo: file("cut.jsonl"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"loss\":0.2".utf8))
        let resumed = TrainingHistory(file: try file("cut.jsonl"), most: 100)
        try resumed.open(at: checkpoint)
        #expect(resumed.points.allSatisfy { $0.step <= checkpoint })
        try record(resumed, from: checkpoint + 1, to: 3000)
        #expect(try lines(file("cut.jsonl")) == lines(file("whole.jsonl")))
    }

    @Test("what is no point of this run is passed over")
    func damaged() throws {
        let good = String(decoding: try Self.point(2).line(), as: UTF8.self)
        let path = try #require(folder).write(
            [
                "", "null", "[1]", String(repeating: "[", count: 5000), "{\"step\":1}", good, good,
                good.replacingOccurrences(of: "\"step\":2", with: "\"step\":-3"),
                good.replacingOccurrences(of: "\"step\":2", with: "\"step\":1"),
                good.replacingOccurrences(of: "\"seconds\":0.25", with: "\"seconds\":1e400"),
                good.replacingOccurrences(of: "\"samples_per_second\":1024", with: "\"samples_per_second\":1e300")
                    .replacingOccurrences(of: "\"step\":2", with: "\"step\":5"),
                good.replacingOccurrences(of: "\"step\":2", with: "\"step\":6,\"recall\":{\"i-i\":7}"),
            ].joined(separator: "\n"), to: "bad.jsonl")
        let history = TrainingHistory(file: URL(filePath: path))
        try history.open(at: 10)
        #expect(history.points == [Self.point(2)])
        #expect(try lines(file("bad.jsonl")) == [good])
    }

    @Test("a fresh run begins a file of its own")
    func fresh() throws {
        let path = try #require(folder).write(try Self.point(1).line() + Data("\n".utf8), to: "old.jsonl")
        let history = TrainingHistory(file: URL(filePath: path))
        try history.open(at: 0)
        #expect(history.points.isEmpty && history.latest == nil)
        #expect(try lines(file("old.jsonl")).isEmpty)
    }
}
