/// Pairs of about one confidence, and how many of them are right: a model that is calibrated is as often right as it is
/// sure.
public struct ReliabilityBin: Codable, Hashable, Sendable {
    /// The mean confidence of the pairs, 0...1.
    public let confidence: Double
    /// The share of them that are the same, 0...1.
    public let right: Double
    public let count: Int

    public init(confidence: Double, right: Double, count: Int) {
        (self.confidence, self.right, self.count) = (confidence, right, count)
    }

    /// Tenths of the confidence; those without a pair are left out.
    public static func bins(_ scored: [(confidence: Double, isSame: Bool)]) -> [ReliabilityBin] {
        let tenths = Dictionary(grouping: scored) { min(9, Int($0.confidence * 10)) }
        return tenths.sorted { $0.key < $1.key }.map { _, pairs in
            ReliabilityBin(
                confidence: pairs.reduce(0) { $0 + $1.confidence } / Double(pairs.count),
                right: Double(pairs.count { $0.isSame }) / Double(pairs.count), count: pairs.count)
        }
    }
}
