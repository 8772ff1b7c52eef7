/// The name a shop gives one listing: 1 to 128 bytes of UTF-8 without control characters.
///
/// Two are the same where their bytes are, as in the catalogue; Swift's own texts are equal where they look alike.
public struct ProductID: Hashable, Comparable, Sendable {
    public let text: String

    /// Nil where `text` is empty, longer than 128 bytes, or holds a control character.
    public init?(_ text: String) {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return nil
        }
        self.text = text
    }

    public static func == (a: ProductID, b: ProductID) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    public static func < (a: ProductID, b: ProductID) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension ProductID: CustomStringConvertible {
    public var description: String { text }
}

extension ProductID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ProductID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a product id has 1 to 128 bytes and no control characters")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
