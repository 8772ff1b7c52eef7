/// What speaks for and against two listings being the same; nil is what cannot be told.
public struct PairEvidence: Codable, Hashable, Sendable {
    /// Cosines of the pictures, the texts, and of both together.
    public var image: Float?
    public var text: Float?
    public var joint: Float?
    /// The share of title words in common, 0...1.
    public var titleOverlap: Float = 0
    /// The same, each word counted by how rare it is in the catalogue.
    public var rareOverlap: Float = 0
    /// Of the lesser title's rarity the share that the other title has too, 0...1.
    public var containment: Float = 0
    /// How alike the titles are spelt, 0...1, by their runs of four letters.
    public var spelling: Float = 0
    /// How rare the rarest word in common is, 0...1.
    public var rarestShared: Float = 0
    /// How rare a word is that either title has and the other lacks, 0...1: the lesser of the two.
    public var rarestMissing: Float = 0
    /// The share of words in common of the descriptions, 0...1, roughly.
    public var descriptions: Float?
    /// The picture files are equal, byte by byte.
    public var sameBytes = false
    /// How many of the 64 bits of the pictures' hashes differ.
    public var hashDistance: Int?
    /// How far the details of the main pictures agree where one is laid over the other, 0...1; nil where a picture is missing,
    /// where the files are the same, and where it would decide nothing.
    public var overlay: Float?
    /// By how much one of the two lies better over a third listing, and by how much each does: of two that lie well over each
    /// other. Nil where they do not, or where nobody looked at others.
    public var rivalOfOne: Float?
    public var rivalOfBoth: Float?
    public var sameSeller: Bool?
    public var sameBrand: Bool?
    /// The lower price over the higher; nil in different currencies, and where one is zero, which tells no price.
    public var priceRatio: Float?
    /// False where measures or numbers contradict each other: M4x20 and M4x25, 32 oz and 24 oz, 304 and 201.
    public var numbersAgree: Bool?
    /// False where model codes contradict each other: M6 and M8, BC547B and BC557A.
    public var codesAgree: Bool?
    /// False where sizes of clothing do.
    public var sizesAgree: Bool?
    /// False where the colours named have none in common.
    public var coloursAgree: Bool?
    /// How many further attributes both have with one value, and with two.
    public var attributesAgree = 0
    public var attributesConflict = 0

    public init() {}

    /// In what the two vary, where they vary as one product does: they are variants, neither duplicates nor one style
    /// listed twice. Empty where they do not.
    public var variation: [Variation] {
        guard numbersAgree != false, codesAgree != false else { return [] }
        return (coloursAgree == false ? [.colour] : []) + (sizesAgree == false ? [.size] : [])
    }

    public enum Variation: String, Codable, Sendable, CaseIterable { case colour, size }
}
