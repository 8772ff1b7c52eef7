import Neighbors

/// From which cosine on two listings of a catalogue are near, in each view.
///
/// Cosines of one model bunch near one and those of another do not; what is common is that the twentieth neighbour of a
/// listing is seldom the same product. So the scale starts where that neighbour usually lies, and ends at one.
struct NearScale: Hashable, Sendable {
    var image: Float = Self.least
    var text: Float = Self.least
    var joint: Float = Self.least

    /// No scale starts lower: what is farther apart is not near in any model.
    private static let least: Float = 0.7
    /// Nor higher, so that rounding does not decide.
    private static let most: Float = 0.995
    private static let neighbour = 20
    private static let sample = 400
    /// Among fewer listings the twentieth neighbour says nothing.
    private static let fewest = 200

    init() {}

    init(of catalogue: AuditedCatalogue) throws {
        try self.init(image: catalogue.image, text: catalogue.text, joint: catalogue.joint)
    }

    init(image: AuditedCatalogue.View?, text: AuditedCatalogue.View?, joint: AuditedCatalogue.View?) throws {
        self.image = try Self.start(image)
        self.text = try Self.start(text)
        self.joint = try Self.start(joint)
    }

    /// 0 at the start of the scale, 1 for equal vectors; 0 where a view is missing.
    static func near(_ cosine: Float?, from start: Float) -> Double {
        cosine.map { max(0, Double(($0 - start) / (1 - start))) } ?? 0
    }

    /// The median over some listings of the cosine of their twentieth neighbour.
    private static func start(_ view: AuditedCatalogue.View?) throws -> Float {
        guard let view, view.index.count >= fewest else { return least }
        let step = max(1, view.index.count / sample)
        let vectors = stride(from: 0, to: view.index.count, by: step).filter { view.has($0) }
            .map { view.index.vector($0) }.filter { $0.contains { $0 != 0 } }
        guard vectors.count >= fewest / 4 else { return least }
        let found = try view.index.search(vectors.flatMap { $0 }, limit: neighbour + 1)
        let scores = found.compactMap { $0.count > neighbour ? $0[neighbour].score : nil }.sorted()
        return scores.isEmpty ? least : min(most, max(least, scores[scores.count / 2]))
    }
}
