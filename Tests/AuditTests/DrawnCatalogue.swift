import Audit
import Catalog
import DemoCatalog
import Neighbors
import Pictures
import Records

/// A drawn marketplace as an audit sees it, with vectors made of pixels and of words: no model is needed.
struct DrawnCatalogue {
    let market: DemoMarketplace
    let catalogue: AuditedCatalogue

    /// - Parameter seed: Of the marketplace.
    init(seed: UInt64, styles: Int, copies: Double = 0.2) throws {
        var size = DemoMarketplace.Size()
        (size.styles, size.sellers, size.copies, size.side) = (styles, 12, copies, 64)
        let market = DemoMarketplace(seed: seed, size: size)
        var (products, images, texts): ([StoredProduct], [Float], [Float]) = ([], [], [])
        for listing in market.listings {
            let bytes = market.picture(of: listing.id) ?? []
            let picture = try PictureCodec.decode(bytes)
            let facts = PictureFacts(
                path: "/none", digest: SHA256.hexadecimal(bytes), perceptualHash: PerceptualHash(of: picture).bits,
                width: picture.width, height: picture.height)
            products.append(StoredProduct(product: listing.product, picture: facts, revision: 1))
            images += Self.vector(picture)
            texts += Self.vector(listing.product.title)
        }
        self.market = market
        catalogue = AuditedCatalogue(
            products: products, image: AuditedCatalogue.View(try ExactIndex(images, dimension: 192)),
            text: AuditedCatalogue.View(try ExactIndex(texts, dimension: 192)))
    }

    /// The pixels of the picture made 8 by 8, about their mean.
    private static func vector(_ picture: Picture) -> [Float] {
        let pixels = picture.resized(width: 8, height: 8).pixels.map { Float($0) }
        let mean = pixels.reduce(0, +) / Float(pixels.count)
        return unit(pixels.map { $0 - mean })
    }

    /// The words of a title, each at a place that its letters give.
    private static func vector(_ title: String) -> [Float] {
        var vector = [Float](repeating: 0, count: 192)
        for word in title.lowercased().split(separator: " ") {
            let place = word.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            vector[Int(place % 192)] += 1
        }
        return unit(vector)
    }

    private static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / max(length, .leastNormalMagnitude) }
    }

    /// For each listing the cluster it was put in and the one it belongs to.
    func held(_ clusters: [DuplicateCluster]) -> [(found: String, truth: String)] {
        var found: [ProductID: String] = [:]
        for cluster in clusters { for member in cluster.members { found[member.id] = "#\(cluster.number)" } }
        return market.listings.map { listing in
            (found[listing.id] ?? listing.id.text, (listing.copyOf ?? listing.id).text)
        }
    }
}
