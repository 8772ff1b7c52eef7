import Foundation

/// The recorded steps of a run, in memory and in `training.jsonl`, appended as they come.
///
/// At `most` points every second one goes, and from then on only so many steps are recorded: a run of any length stays
/// below that many lines.
final class TrainingHistory {
    private let file: URL
    private let most: Int
    private var handle: FileHandle?
    /// Steps that are multiples of it are recorded.
    private var stride = 1
    /// By step, ascending.
    private(set) var points: [TrainingPoint] = []
    /// The newest, recorded or not.
    private(set) var latest: TrainingPoint?

    /// Of a file that is larger, only so much is read: no run writes a fifth of it.
    private static let mostBytes = 16 << 20

    init(file: URL, most: Int = 4096) {
        (self.file, self.most) = (file, most)
    }

    /// Takes up the file at a checkpoint: what it says of later steps, which will be gone through again, is dropped.
    func open(at step: Int) throws {
        points = []
        if step > 0, let reader = try? FileHandle(forReadingFrom: file) {
            let text = try reader.read(upToCount: Self.mostBytes) ?? Data()
            for line in text.split(separator: UInt8(ascii: "\n")) {
                guard let point = TrainingPoint(line: line), point.step <= step,
                    point.step > points.last?.step ?? 0
                else { continue }
                points.append(point)
            }
        }
        // The distance that the run was recorded at: the highest power of two in every step but the first.
        let steps = points.dropFirst().filter { !$0.isTelling }.map(\.step)
        stride = 1 << steps.map(\.trailingZeroBitCount).reduce(steps.isEmpty ? 0 : 62, min)
        latest = points.last
        try thin()
        try rewrite()
    }

    /// Records a step where it is one of those that are.
    func add(_ point: TrainingPoint) throws {
        latest = point
        guard points.isEmpty || point.isTelling || point.step % stride == 0 else { return }
        points.append(point)
        if points.count >= most {
            try thin()
            try rewrite()
        } else {
            try handle?.write(contentsOf: point.line() + Data("\n".utf8))
        }
    }

    private func thin() throws {
        while points.count >= most {
            stride *= 2
            // The first stays, so that a curve starts where the run did, and so do the telling ones; where these alone
            // are too many, the best and every second of the rest.
            let telling = points.count(where: \.isTelling)
            let best = TrainingPoint.best(points)?.step
            var seen = 0
            points = points.enumerated().filter { at, point in
                guard point.isTelling else { return at == 0 || point.step % stride == 0 }
                seen += 1
                return telling < most / 4 || seen % 2 == 0 || point.step == best
            }.map(\.element)
        }
    }

    /// The whole file anew; a reader sees the old one or the new one.
    private func rewrite() throws {
        try? handle?.close()
        handle = nil
        var text = Data()
        for point in points { text += try point.line() + Data("\n".utf8) }
        try text.write(to: file, options: .atomic)
        handle = try FileHandle(forWritingTo: file)
        try handle?.seekToEnd()
    }
}
