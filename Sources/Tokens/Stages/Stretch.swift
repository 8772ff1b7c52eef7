/// A stretch of a text on its way to tokens.
struct Stretch {
    /// Scalars, not characters: vocabularies and patterns know nothing of clusters.
    var scalars: [Unicode.Scalar]
    /// Whether its first scalar stands for the first of the text: where a "first" blank is set, it is set there.
    var isFirst: Bool

    init(_ scalars: [Unicode.Scalar], isFirst: Bool) {
        self.scalars = scalars
        self.isFirst = isFirst
    }

    /// A piece of it.
    subscript(range: Range<Int>) -> Stretch {
        Stretch(Array(scalars[range]), isFirst: isFirst && range.lowerBound == 0)
    }
}
