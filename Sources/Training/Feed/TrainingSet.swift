public import Clicks
public import Pictures
public import Records

/// One product as training reads it; its style label is not among what it holds.
public struct TrainingProduct: Sendable {
    public let id: ProductID
    public let picture: String?
    /// The name that its seller gave it; nil where that is blank.
    public let title: String?
    /// The parts of the listing's text, the most telling first: the title, where there is one.
    public let fields: [String]
    /// What was searched for when it was clicked.
    public let queries: [String]
    public let category: String
    /// From the widest to the leaf.
    public let categories: [String]
    /// Values by name, in lower case and single blanks; a style label is never among them.
    public let attributes: [String: String]

    init(_ product: Product, picture: String?, queries: [String]) {
        id = product.id
        self.picture = picture
        title = product.title.allSatisfy(\.isWhitespace) ? nil : product.title
        fields = product.textFields
        self.queries = queries
        category = product.leafCategory ?? ""
        categories = product.category
        attributes = product.attributes.mapValues(Self.plain).filter { name, value in
            Self.plain(name) != "style" && !value.isEmpty
        }
    }

    /// Lower case, single blanks.
    static func plain(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The fields in one line, as a model embeds them.
    var text: String { fields.joined(separator: " . ") }
}

/// What there is to learn from: products and click pairs of the training part, and held-out ones of the validation part.
public struct TrainingSet: Sendable {
    /// A click pair by the places of its products.
    public struct Pair: Sendable {
        public let a, b: Int
        public let weight: Float
    }
    /// Products and the pairs among them.
    public struct Part: Sendable {
        public var products: [TrainingProduct] = []
        public var pairs: [Pair] = []
    }

    public let training: Part
    public let validation: Part
    /// How large a picture may be: at least what the import accepted.
    public let pictureLimits: PictureLimits
    /// Which products of the training part are no negatives of each other.
    let positives: Positives

    /// - Parameters:
    ///   - catalogue: Every product with the file of its main picture. The style decides the part and nothing else.
    ///   - queries: What was searched for when a product was clicked.
    ///   - heldOut: At most so many products are held out for the choice of the best checkpoint.
    public init(
        catalogue: [(product: Product, picture: String?)], pairs: [ClickPair], queries: [ProductID: [String]],
        heldOut: Int = 2000, pictureLimits: PictureLimits = .init()
    ) {
        self.pictureLimits = pictureLimits
        var parts: [Split: Part] = [.training: Part(), .validation: Part()]
        var places: [ProductID: (split: Split, at: Int)] = [:]
        for (product, picture) in catalogue where picture != nil || !product.listingText.isEmpty {
            let split = Split(of: product)
            guard let at = parts[split]?.products.count, split == .training || at < heldOut else { continue }
            parts[split]?.products.append(
                TrainingProduct(product, picture: picture, queries: queries[product.id] ?? []))
            places[product.id] = (split, at)
        }
        for pair in pairs {
            guard let a = places[pair.trigger], let b = places[pair.offer], a.split == b.split else { continue }
            parts[a.split]?.pairs.append(Pair(a: a.at, b: b.at, weight: pair.weight))
        }
        training = parts[.training] ?? Part()
        validation = parts[.validation] ?? Part()
        positives = Positives(
            count: training.products.count, pairs: training.pairs.map { ($0.a, $0.b) },
            kinds: [training.sharingTitle, training.sharingPicture])
    }
}

extension TrainingSet.Part {
    /// What carries the same title is, for all that words can tell, the same product.
    fileprivate var sharingTitle: [[Int]] {
        groups { $0.title.map(TrainingProduct.plain) }
    }

    /// One file for several listings; a crowd's file is a placeholder.
    fileprivate var sharingPicture: [[Int]] {
        groups { $0.picture }.filter { $0.count < Crowd.smallest(of: products.count) }
    }

    /// The places of the products that share a sign with others.
    private func groups(by sign: (TrainingProduct) -> String?) -> [[Int]] {
        var places: [String: [Int]] = [:]
        for (at, product) in products.enumerated() {
            if let sign = sign(product) { places[sign, default: []].append(at) }
        }
        return places.values.filter { $0.count > 1 }
    }
}
