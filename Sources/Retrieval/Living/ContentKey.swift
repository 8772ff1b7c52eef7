import Catalog

/// What a product's vectors are made of, in eight bytes: its words and the bytes of its pictures. A product whose key has
/// not changed keeps its vectors, whatever else of it has.
struct ContentKey: Hashable, Sendable {
    let bits: UInt64

    /// Of vectors that lack a picture which could not be read at the time: no product has it, so that they are made again
    /// when the chance comes.
    static let incomplete = ContentKey(bits: 0)

    init(bits: UInt64) { self.bits = bits }

    init(of stored: StoredProduct) {
        // A digest in hexadecimal holds no NUL, so nothing of one part can pass for another.
        let parts = [stored.product.listingText] + stored.pictures.map(\.digest)
        let digest = SHA256.digest(Array(parts.joined(separator: "\0").utf8))
        bits = max(1, digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
