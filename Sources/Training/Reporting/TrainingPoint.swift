import Foundation

/// One recorded step of a training: a line of `training.jsonl`.
struct TrainingPoint: Codable, Equatable, Sendable {
    var step: Int
    /// Products shown so far.
    var samples: Int
    /// Of the run so far, without the time between its parts.
    var seconds: Double
    /// Of this step's batch alone.
    var loss: Float
    /// The families of the loss, unweighted.
    var terms: [String: Float]
    var rate: Float
    /// The mean of the run so far, without the time that measuring took.
    var samplesPerSecond: Double
    /// Before clipping; nil where it was no number.
    var gradientNorm: Float?
    /// Held-out recall@10 by pair of views, where it was measured after this step.
    var recall: [String: Double]?
    var warning: String?

    enum CodingKeys: String, CodingKey {
        case step, samples, seconds, loss, terms, rate
        case samplesPerSecond = "samples_per_second"
        case gradientNorm = "gradient_norm"
        case recall, warning
    }

    init(_ progress: TrainingProgress) {
        (step, samples) = (progress.step, progress.samples)
        seconds = (progress.seconds * 1000).rounded() / 1000
        loss = progress.loss
        terms = Dictionary(progress.terms.filter { $0.value.isFinite }.map { ($0.name, $0.value) }) { $1 }
        rate = progress.learningRate
        samplesPerSecond = (progress.samplesPerSecond * 10).rounded() / 10
        gradientNorm = progress.gradientNorm.flatMap { $0.isFinite ? $0 : nil }
        recall = progress.recall
        warning = progress.warning.map { PageText.cut($0, at: Self.longestWarning) }
    }

    private static let longestWarning = 500

    /// Points that say more than the curve of a loss, and so are kept where a long run is thinned.
    var isTelling: Bool { recall != nil || warning != nil }

    /// What the checkpoint is chosen by: the mean over the cells.
    var score: Double? {
        recall.flatMap { $0.isEmpty ? nil : $0.values.sorted().reduce(0, +) / Double($0.count) }
    }

    /// The one whose weights are kept: of two that are equal, the first.
    static func best(_ points: [TrainingPoint]) -> TrainingPoint? {
        var best: TrainingPoint?
        for point in points where point.score ?? -1 > best?.score ?? -1 { best = point }
        return best
    }

    /// The line, without its end.
    func line() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Nil where `line` is torn or no point: a killed run leaves half a line, and a person may have edited the file.
    init?(line: some DataProtocol) {
        guard let point = try? JSONDecoder().decode(Self.self, from: Data(line)),
            (1..<1 << 53).contains(point.step), (0..<1 << 53).contains(point.samples),
            (0..<1e12).contains(point.seconds), (0..<1e12).contains(point.samplesPerSecond),
            point.recall?.values.allSatisfy((0...1).contains) ?? true
        else { return nil }
        self = point
    }
}
