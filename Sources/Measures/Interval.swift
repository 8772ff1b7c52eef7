/// From where to where a measure lies by chance alone, both ends within 0...1.
public struct Interval: Hashable, Sendable {
    public let low: Double
    public let high: Double

    public init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }
}

extension Interval: Encodable {
    /// As `[low, high]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(low)
        try container.encode(high)
    }
}
