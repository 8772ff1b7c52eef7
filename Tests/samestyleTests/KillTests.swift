import Foundation
import TestSupport
import Testing

/// `kill -9` at moments that nobody chose, while products are written, folded and found: nothing that was acknowledged is
/// missing, nothing deleted returns, and every restart answers.
///
/// `Tools/crash-test` runs it for longer.
@Suite struct KillTests {
    private static let kills = TestEnvironment.number("SAMESTYLE_KILLS") ?? 6

    @Test(.timeLimit(.minutes(60))) func nothingAcknowledgedIsLost() async throws {
        let daemon = try KilledDaemon()
        var shelves = (0..<3).map { WrittenShelf(name: "w\($0)", seed: UInt64($0) + 1) }
        var (checked, starts): (Int, [Duration]) = (0, [])
        var draw = SystemRandomNumberGenerator()
        for kill in 0...Self.kills {
            let began = ContinuousClock.now
            let client = try await daemon.start()
            starts.append(.now - began)
            for at in shelves.indices { checked += try await shelves[at].check(client) }
            guard kill < Self.kills else { break }
            // From within the start of what is written next to well into a fold.
            let life = Duration.milliseconds(Int.random(in: 0...900, using: &draw))
            let end = ContinuousClock.now + life
            let writing = shelves
            shelves = await withTaskGroup(of: (Int, WrittenShelf).self) { group in
                for (at, shelf) in writing.enumerated() {
                    group.addTask {
                        var shelf = shelf
                        await shelf.write(client)
                        return (at, shelf)
                    }
                }
                try? await Task.sleep(until: end)
                daemon.kill()
                var written = writing
                for await (at, shelf) in group { written[at] = shelf }
                return written
            }
        }
        try await daemon.stop()
        try daemon.audit()
        let acknowledged = shelves.reduce(0) { $0 + $1.acknowledged }
        #expect(acknowledged > Self.kills && checked > 0)
        let slowest = starts.max() ?? .zero
        print(
            "\(Self.kills) kills: \(acknowledged) writes acknowledged, \(checked) products looked at after restarts, "
                + "\(daemon.folds) folds, slowest start \(slowest)")
    }
}
