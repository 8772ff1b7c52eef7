public import Records

/// What a person decided about two products, whatever the clicks say.
public struct RuledPair: Hashable, Sendable {
    public let a: ProductID
    public let b: ProductID
    /// Whether they are of one style.
    public let isSame: Bool

    public init(_ a: ProductID, _ b: ProductID, isSame: Bool) { (self.a, self.b, self.isSame) = (a, b, isSame) }
}
