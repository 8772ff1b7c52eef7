import GRDB
import Records

/// A product as a row of the table `product`, with what `product_picture` has of it.
enum ProductRow {
    /// What a product is read from: `columns`, its number, and whether it has further pictures. The last costs less
    /// than to ask for pictures that most products have not.
    static let reading = """
        \(columns), number, EXISTS (SELECT 1 FROM product_picture WHERE product_picture.product = product.number)
        """
    static let columns = """
        id, revision, title, description, category, brand, seller, amount, currency, style, attributes, images, \
        picture_path, picture_digest, picture_hash, picture_width, picture_height
        """

    /// The number in a row of `reading`, and how many columns that has.
    static let (number, width) = (17, 19)

    /// A product from a row of `reading`.
    static func stored(_ row: Row, _ db: Database) throws -> StoredProduct {
        let amount: Double? = row[7]
        let path: String? = row[12]
        let main = path.map {
            PictureFacts(
                path: $0, digest: row[13] ?? "", perceptualHash: UInt64(bitPattern: row[14] ?? 0), width: row[15] ?? 0,
                height: row[16] ?? 0)
        }
        return StoredProduct(
            product: Product(
                id: try id(row[0]), title: row[2], description: row[3], category: TextList.texts(row[4]),
                brand: row[5], seller: row[6], price: amount.map { Price(amount: $0, currency: row[8]) },
                style: row[9], attributes: TextList.pairs(row[10]), images: TextList.texts(row[11])),
            pictures: (main.map { [$0] } ?? []) + (row[18] ? try FurtherPictures.of(row[number], db) : []),
            revision: row[1])
    }

    static func id(_ text: String) throws -> ProductID {
        guard let id = ProductID(text) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a product has an id that is none")
        }
        return id
    }

    /// The values of all columns from `title` on, in the order of `columns`.
    static func values(_ stored: StoredProduct) -> [(any DatabaseValueConvertible)?] {
        let product = stored.product
        let picture = stored.picture
        return [
            product.title, product.description, TextList.packed(product.category), product.brand, product.seller,
            product.price?.amount, product.price?.currency, product.style, TextList.packed(product.attributes),
            TextList.packed(product.images), picture?.path, picture?.digest,
            picture.map { Int64(bitPattern: $0.perceptualHash) }, picture?.width, picture?.height,
        ]
    }

    /// The product without NUL characters, which end a text in SQLite.
    static func storable(_ stored: StoredProduct) -> StoredProduct {
        var stored = stored
        stored.product.title = StorableText.of(stored.product.title)
        stored.product.description = stored.product.description.map(StorableText.of)
        stored.product.category = stored.product.category.map(StorableText.of)
        stored.product.brand = stored.product.brand.map(StorableText.of)
        stored.product.seller = stored.product.seller.map(StorableText.of)
        stored.product.price = stored.product.price.map {
            Price(amount: $0.amount, currency: $0.currency.map(StorableText.of))
        }
        stored.product.style = stored.product.style.map(StorableText.of)
        if stored.product.attributes.contains(where: { StorableText.hasNUL($0.key) || StorableText.hasNUL($0.value) }) {
            let pairs = stored.product.attributes.map { (StorableText.of($0.key), StorableText.of($0.value)) }
            stored.product.attributes = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        stored.product.images = stored.product.images.map(StorableText.of)
        return stored
    }
}
