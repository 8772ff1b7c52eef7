/// One row that a search found.
///
/// Said once for every index: vectors are rows of f32, row-major, of unit length; a score is the inner product, so the
/// cosine; the best comes first, and equal scores come in the order of rows.
public struct Neighbor: Hashable, Sendable {
    public let row: Int
    public let score: Float

    public init(row: Int, score: Float) {
        (self.row, self.score) = (row, score)
    }

    /// Whether this one comes before `other`.
    public func precedes(_ other: Neighbor) -> Bool {
        score != other.score ? score > other.score : row < other.row
    }
}
