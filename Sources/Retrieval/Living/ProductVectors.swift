import Encoders

/// The unit vectors of one product; nil where it lacks that side.
struct ProductVectors: Hashable, Sendable {
    /// By its main picture.
    var i: [Float]?
    var t: [Float]?
    var m: [Float]?
    /// By each of its further pictures, in their order; nil for one that could not be read. Those at the end may be missing.
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

    /// Whether every number is one: a model that overflows gives others.
    var isFinite: Bool {
        ([i, t, m] + further).allSatisfy { $0?.allSatisfy(\.isFinite) ?? true }
    }

    /// The further pictures that there are, with their numbers: the main one is 0.
    var pictures: [(number: Int, vector: [Float])] {
        further.enumerated().compactMap { at, vector in vector.map { (at + 1, $0) } }
    }

    /// Puts a further picture's vector in its place.
    mutating func put(_ vector: [Float], as number: Int) {
        while further.count < number { further.append(nil) }
        further[number - 1] = vector
    }
}

extension EmbeddingModel.Views {
    /// The vectors of the product at a place.
    func vectors(_ at: Int, dimension: Int) -> ProductVectors {
        func row(_ values: [Float]) -> [Float] { Array(values[(at * dimension)..<((at + 1) * dimension)]) }
        return ProductVectors(i: hasPicture[at] ? row(i) : nil, t: hasText[at] ? row(t) : nil, m: row(m))
    }
}
