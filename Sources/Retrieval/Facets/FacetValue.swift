/// A value of a field, and how many products have it.
public struct FacetValue: Hashable, Sendable {
    /// As the shop wrote it first; of prices the range in words.
    public let value: String
    public let count: Int
    /// Of prices: the amount that the range begins with, and the one that it ends before; nil for the last one's end.
    public let from: Double?
    public let to: Double?

    init(_ value: String, _ count: Int, from: Double? = nil, to: Double? = nil) {
        (self.value, self.count, self.from, self.to) = (value, count, from, to)
    }
}
