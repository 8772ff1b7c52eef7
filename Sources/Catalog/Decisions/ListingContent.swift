import Records

/// What a listing says its product is, in sixteen bytes: a decision about it holds for as long as they are the same.
///
/// Title, description, brand, attributes and pictures count. Price, seller and category do not: a shop changes them by the
/// thousand, and the product stays what it was; a pair that was told apart would come back with every sale.
public struct ListingContent: Hashable, Codable, Sendable {
    public let bytes: [UInt8]

    /// Of a listing that is not there; no other has it.
    public static let none = ListingContent(bytes: [])

    init(bytes: [UInt8]) { self.bytes = bytes }

    public init(of stored: StoredProduct) {
        // As it would be stored: whoever asks before a listing is published has what is kept afterwards.
        let stored = ProductRow.storable(stored)
        let product = stored.product
        let parts = [
            TextList.packed([product.title]), TextList.packed(product.description.map { [$0] } ?? []),
            TextList.packed(product.brand.map { [$0] } ?? []), TextList.packed(product.attributes),
            TextList.packed(stored.pictures.map(\.digest)),
        ]
        bytes = Array(SHA256.digest(Array(TextList.packed(parts).utf8)).prefix(16))
    }
}
