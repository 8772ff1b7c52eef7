import Catalog
import CKernels
import Records

/// The rows that share a key with a row: the bytes of their picture, nearly the hash of it, the words of their title, or one
/// of these that is rare.
struct ExactKeys: Sendable {
    private let bytes: KeyBuckets
    private let titles: KeyBuckets
    private let hashes: HashBands
    private let rare: RareWords
    /// The seller of each row, by number, where only those of one seller are compared.
    private let sellers: [Int32]?

    init(_ scorer: PairScorer, within scope: AuditScope) {
        let products = scorer.catalogue.products
        let sellers = scope == .seller ? Self.numbered(products) : nil
        self.sellers = sellers
        func scoped(_ key: UInt64, _ row: Int) -> UInt64 {
            guard let sellers else { return key }
            return withUnsafeBytes(of: sellers[row]) { ck_fingerprint($0.baseAddress!, $0.count, key) }
        }
        let pictures = products.indices.map { scorer.picture($0) }
        let words = products.indices.map { row in Self.key(scorer.facts[row].words).map { scoped($0, row) } }
        bytes = KeyBuckets(pictures.enumerated().map { row, facts in facts.map { scoped(Self.key($0.digest), row) } }) {
            (words[Int($0)] ?? 0, $0) < (words[Int($1)] ?? 0, $1)
        }
        // Under one title those of one price are likely.
        titles = KeyBuckets(words) {
            (products[Int($0)].product.price?.amount ?? -1, $0) < (products[Int($1)].product.price?.amount ?? -1, $1)
        }
        hashes = HashBands(pictures.map { $0?.perceptualHash })
        rare = RareWords(scorer.facts)
    }

    func partners(of row: Int) -> [Int32] {
        func isInScope(_ other: Int32) -> Bool { sellers.map { $0[row] == $0[Int(other)] } ?? true }
        return bytes.partners(of: row) + titles.partners(of: row) + hashes.near(row, where: isInScope)
            + rare.partners(of: row).filter(isInScope)
    }

    private static func key(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in bytes.baseAddress.map { ck_fingerprint($0, bytes.count, 0) } ?? 0 }
    }

    /// Of a title's words in whichever order; nil where it has none.
    private static func key(_ words: [ListingFacts.Word]) -> UInt64? {
        words.isEmpty ? nil : words.withUnsafeBytes { ck_fingerprint($0.baseAddress!, $0.count, 1) }
    }

    /// Listings without a seller are one seller's.
    static func numbered(_ products: [StoredProduct]) -> [Int32] {
        var numbers: [String?: Int32] = [:]
        return products.map { stored in
            if let known = numbers[stored.product.seller] { return known }
            let next = Int32(numbers.count)
            numbers[stored.product.seller] = next
            return next
        }
    }
}
