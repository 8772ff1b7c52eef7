/// A stretch of a text on its way to tokens.
struct Stretch {
    /// Scalars, not characters: vocabularies and patterns know nothing of clusters.
    var scalars: [Unicode.Scalar]
    /// Whether its first scalar comes from the first of the text: where a "first" blank is set, it is set there.
    var isFirst: Bool
}
