/// Which part of the catalogue a product belongs to, decided by its style so that no style is in two parts.
public enum Split: String, Codable, Sendable, CaseIterable {
    /// Eight tenths: pairs are drawn from here.
    case training
    /// A tenth: the best checkpoint is chosen here.
    case validation
    /// A tenth: reported figures come from here and nothing else looks at it.
    case test

    /// The part of a product: a function of its style label, or of its id where it has none.
    public init(of product: Product) {
        switch Split.hash(product.style ?? product.id.text) % 10 {
        case 0: self = .test
        case 1: self = .validation
        default: self = .training
        }
    }

    /// FNV-1a, 64 bits, with a last mix: the same on every machine and in every run, unlike `Hasher`.
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return ((hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15) >> 32
    }
}
