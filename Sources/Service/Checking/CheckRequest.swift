import Catalog
import Foundation
import Pictures
import Records

/// A listing as a client means to publish it: a product as it would be stored, which needs no id yet.
struct CheckRequest: Sendable {
    let product: ProductRequest

    init(_ bytes: [UInt8]) throws {
        // No listing has it: nobody else is taken for this one.
        guard let spare = ProductID("unpublished \(UUID().uuidString)") else { throw RequestError.badID }
        product = try JSONReading.read(ProductRequest.self, bytes, elseOf: spare)
    }

    /// The listing as it would be stored, and its main picture, decoded; nothing is written.
    ///
    /// - Parameter before: The product of its id, whose pictures it has where it says nothing of them.
    func opened(
        before: StoredProduct?, _ limits: PictureLimits, shortestSide: Int?
    ) throws -> (StoredProduct, Picture?) {
        switch product.pictures.main {
        case nil: return (StoredProduct(product: product.product), nil)
        case .new(let bytes, let field):
            let facts = try PictureFolder.facts(bytes, limits, field: field)
            do throws(PictureError) {
                let picture = try PictureCodec.decode(bytes, limits: limits, shortestSide: shortestSide)
                return (StoredProduct(product: product.product, picture: facts), picture)
            } catch { throw RequestError.badPicture(field, error) }
        case .stored(let number):
            guard let facts = before?.pictures.dropFirst(number).first else {
                if product.pictures == .kept { return (StoredProduct(product: product.product), nil) }
                throw RequestError.badField("images", reason: "the product has no picture \(number) yet")
            }
            let stored = StoredProduct(product: product.product, picture: facts)
            let larger = PictureLimits(pixels: max(limits.pixels, facts.pixels))
            let bytes = FileManager.default.contents(atPath: facts.path)
            return (
                stored,
                bytes.flatMap { try? PictureCodec.decode(Array($0), limits: larger, shortestSide: shortestSide) }
            )
        }
    }
}
