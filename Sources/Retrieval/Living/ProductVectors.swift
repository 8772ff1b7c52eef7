import Encoders

/// The unit vectors of one product; nil where it lacks that side.
struct ProductVectors: Hashable, Sendable {
    /// By its main picture.
    var i: [Float]?
    var t: [Float]?
    var m: [Float]?
    /// By each of its further pictures, in their order; nil for one that could not be read.
    var further: [[Float]?] = []

    subscript(view: View) -> [Float]? {
        switch view {
        case .i: i
        case .t: t
        case .m: m
        }
    }

    /// Nothing to find it by.
    var isEmpty: Bool { m == nil }
}

extension EmbeddingModel.Views {
    /// The vectors of the product at a place.
    func vectors(_ at: Int, dimension: Int) -> ProductVectors {
        func row(_ values: [Float]) -> [Float] { Array(values[(at * dimension)..<((at + 1) * dimension)]) }
        return ProductVectors(i: hasPicture[at] ? row(i) : nil, t: hasText[at] ? row(t) : nil, m: row(m))
    }
}
