public import Records

/// A product as the catalogue keeps it.
public struct StoredProduct: Hashable, Codable, Sendable {
    public var product: Product
    /// What is known of its first picture; nil where it has none, or one that was never fetched.
    public var picture: PictureFacts?
    /// The number of its last change. Every change of the catalogue has a higher one than all before.
    public var revision: Int64

    /// - Parameter revision: Given by the catalogue; what is set here is not stored.
    public init(product: Product, picture: PictureFacts? = nil, revision: Int64 = 0) {
        self.product = product
        self.picture = picture
        self.revision = revision
    }

    public var id: ProductID { product.id }
}

/// What is known of a picture that was opened.
public struct PictureFacts: Hashable, Codable, Sendable {
    /// The file, absolute.
    public var path: String
    /// SHA-256 of the file's bytes in hexadecimal: equal for equal files.
    public var digest: String
    /// The bits of the picture's `PerceptualHash`: near for pictures that look alike.
    public var perceptualHash: UInt64
    /// In pixels, upright.
    public var width: Int
    public var height: Int

    public init(path: String, digest: String, perceptualHash: UInt64, width: Int, height: Int) {
        self.path = path
        self.digest = digest
        self.perceptualHash = perceptualHash
        self.width = width
        self.height = height
    }
}

/// A picture file that was opened, so that it need not be opened again while it stays as it is.
public struct PictureFile: Hashable, Sendable {
    public var facts: PictureFacts
    /// In bytes.
    public var size: Int64
    /// Nanoseconds since 1970.
    public var modified: Int64

    public init(facts: PictureFacts, size: Int64, modified: Int64) {
        self.facts = facts
        self.size = size
        self.modified = modified
    }
}

/// What became of a product that was given to the catalogue.
public enum UpsertOutcome: String, Codable, Sendable {
    case imported, updated, unchanged
    /// The same import gave the product before; it was left as that row had it.
    case repeated
}

/// What became of a click that was given to the catalogue.
public enum ClickOutcome: String, Codable, Sendable {
    case added, known
}

/// One change of the catalogue.
public enum CatalogChange: Hashable, Sendable {
    case stored(StoredProduct)
    case deleted(ProductID, revision: Int64)

    public var revision: Int64 {
        switch self {
        case .stored(let product): product.revision
        case .deleted(_, let revision): revision
        }
    }
}

/// A product that a text search found.
public struct TextMatch: Hashable, Sendable {
    public var id: ProductID
    /// BM25, higher is better; to be compared within one search alone.
    public var score: Double
}

/// What a person decided about two listings.
public struct PairDecision: Hashable, Codable, Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case duplicate, variants, different
    }

    /// The two listings, the lesser id first.
    public let a: ProductID
    public let b: ProductID
    public var verdict: Verdict
    /// The listing to keep, where one goes.
    public var keep: ProductID?
    /// Seconds since 1970.
    public var time: Int64

    public init(_ one: ProductID, _ other: ProductID, _ verdict: Verdict, keep: ProductID? = nil, time: Int64 = 0) {
        (a, b) = one < other ? (one, other) : (other, one)
        self.verdict = verdict
        self.keep = keep
        self.time = time
    }
}
