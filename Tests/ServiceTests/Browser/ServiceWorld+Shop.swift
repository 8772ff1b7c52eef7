import Catalog
import Foundation
import Pictures
import Records
import TestSupport
import Testing

extension ServiceWorld {
    /// A world with enough products to be paged through, filtered and looked at; made once.
    static let shop = Result {
        let world = try ServiceWorld(writes: false)
        try world.stock(50)
        return world
    }

    /// The same with more of them, and with audits: what is decided in one binds none of the others that are looked at.
    static let market = Result {
        let world = try ServiceWorld(writes: false)
        try world.stock(120)
        return world
    }

    /// Adds products q0, q1, … that differ in colour, kind, price, brand and seller, and publishes all.
    func stock(_ count: Int) throws {
        let colours: [(String, (UInt8, UInt8, UInt8))] = [
            ("red", (196, 60, 52)), ("blue", (58, 96, 170)), ("green", (74, 130, 88)), ("ochre", (206, 156, 60)),
            ("grey", (130, 132, 136)),
        ]
        let kinds = [("mug", "Mugs"), ("bowl", "Bowls"), ("lamp", "Lamps"), ("vase", "Vases")]
        for at in 0..<count {
            let ((colour, shade), (kind, category)) = (colours[at % 5], kinds[at / 5 % 4])
            let picture = Self.drawn(shade, at)
            let (bytes, hash) = (PictureCodec.png(picture), PerceptualHash(of: picture).bits)
            let path = try folder.write(bytes, to: "q\(at).png")
            var product = Product(
                id: try #require(ProductID("q\(at)")), title: "\(colour) \(kind) number \(at)",
                category: ["Home", category], seller: "Shop \(at % 4)",
                price: Price(amount: 4.5 + Double(at) * 3, currency: "EUR"), attributes: ["colour": colour])
            product.brand = at % 2 == 0 ? "Nordhjem" : "Halden"
            product.images = [path]
            let facts = PictureFacts(
                path: path, digest: SHA256.hexadecimal(bytes), perceptualHash: hash, width: picture.width,
                height: picture.height)
            _ = try store.upsert([StoredProduct(product: product, picture: facts)])
        }
        try publish()
    }

    /// A round thing with a stripe before a light wall.
    private static func drawn(_ shade: (UInt8, UInt8, UInt8), _ at: Int) -> Picture {
        var picture = Picture(width: 120, height: 120, filled: (240, 238, 232))
        let (radius, stripe) = (26 + at % 7 * 3, 40 + at % 11 * 4)
        for y in 0..<120 {
            for x in 0..<120 where (x - 60) * (x - 60) + (y - 60) * (y - 60) < radius * radius {
                let isStripe = abs(y - stripe) < 5
                let pixel = isStripe ? [250, 246, 240] : [shade.0, shade.1, shade.2]
                for channel in 0..<3 { picture.pixels[(y * 120 + x) * 3 + channel] = pixel[channel] }
            }
        }
        return picture
    }
}
