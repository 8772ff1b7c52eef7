import Catalog

/// A picture as far as it is compared.
struct PictureMark: Hashable, Sendable {
    /// The first 64 bits of the digest of its file.
    let digest: UInt64
    let hash: UInt64

    init(_ facts: PictureFacts) {
        // Of a digest that is none of ours, what it says.
        digest =
            UInt64(facts.digest.prefix(16), radix: 16)
            ?? UInt64(TextHash.of(facts.digest)) << 32 | UInt64(TextHash.of(facts.digest + "."))
        hash = facts.perceptualHash
    }
}
