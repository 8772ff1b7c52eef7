import Catalog
import Records

/// What is compared of a listing, taken apart once and kept in numbers: a million of them take some hundred megabytes.
struct ListingFacts: Sendable {
    struct Word: Hashable, Sendable {
        var hash: UInt32
        /// How rare it is, 0...1.
        var weight: Float
    }

    /// The words of the title, each once, by their numbers.
    let words: [Word]
    /// The sum of their weights.
    let weight: Float
    /// The runs of letters of the title, and the length of their vector.
    let runs: [UInt16]
    let length: Float
    let numbers: TitleNumbers
    let colours: ColourSet
    let brand: [UInt32]
    let size: UInt32?
    /// Attributes that are neither colour nor size, ascending: the key in the upper half, the value in the lower.
    let attributes: [UInt32]
    let description: [UInt32]
    let seller: UInt32?
    /// Above zero; a shop writes zero where it tells no price.
    let price: Double?
    let currency: UInt32?
    /// The first numbers of the picture files' digests, and their hashes, the main one first.
    let pictures: [PictureMark]

    init(_ stored: StoredProduct, rarity: Rarity) {
        let product = stored.product
        let split = Words.split(product.title)
        words = Set(split.map { TextHash.of($0) }).map { Word(hash: $0, weight: rarity.weight(ofWord: $0)) }
            .sorted { $0.hash < $1.hash }
        weight = words.reduce(0) { $0 + $1.weight }
        runs = LetterRuns.of(split)
        length = runs.reduce(0) { $0 + rarity.square(ofRun: $1) }.squareRoot()
        numbers = TitleNumbers(words: split)
        colours = ColourWords.named(by: product, titleWords: split)
        brand = product.brand.map { Set(Words.split($0).map { TextHash.of($0) }).sorted() } ?? []
        let sizes = product.attributes.filter { $0.key.lowercased() == "size" }.map(\.value).min()
        size = sizes.flatMap { SizeWords.value($0) }.map { TextHash.of($0) } ?? numbers.size
        attributes = product.attributes.compactMap { Self.packed($0.key, $0.value) }.sorted()
        description = product.description.map { TextSketch.of($0) } ?? []
        seller = product.seller.map { TextHash.of($0) }
        price = product.price.flatMap { $0.amount > 0 && $0.amount.isFinite ? $0.amount : nil }
        currency = product.price?.currency.map { TextHash.of($0) }
        pictures = stored.pictures.map { PictureMark($0) }
    }

    /// The facts of `products`, in their order.
    static func all(_ products: [StoredProduct], rarity: Rarity) -> [ListingFacts] {
        let batches = stride(from: 0, to: products.count, by: 512).map { $0..<min($0 + 512, products.count) }
        let found = Parallel.map(batches.count) { batch in
            products[batches[batch]].map { ListingFacts($0, rarity: rarity) }
        }
        return Array(found.joined())
    }

    private static func packed(_ key: String, _ value: String) -> UInt32? {
        let key = key.lowercased()
        guard key != "size", !ColourWords.isKey(key) else { return nil }
        let figures = Figures.joined(Words.split(value)).map { word in
            Figures.figure(word).map { "\($0.kind) \($0.value)" } ?? word
        }
        guard !figures.isEmpty else { return nil }
        return TextHash.of(key) & 0xFFFF_0000 | TextHash.of(figures.joined(separator: " ")) >> 16
    }
}
