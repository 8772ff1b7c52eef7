import ArgumentParser
import Foundation

/// A kind of question, as the same bytes for the daemon and for a peer.
enum AskedKind: String, CaseIterable, ExpressibleByArgument {
    /// A picture as a file of a form.
    case picture
    /// Three words of a title.
    case text
    /// What is near a product of the catalogue.
    case product
    /// A picture and words together.
    case hybrid
    /// What is like a product and of another style.
    case similar

    /// As clients send them: photos from a phone, scaled down by it.
    private static let pictureSide = 480
    private static let limit = 20

    /// So many requests, spread over the shop, no two alike as far as it has products.
    func requests(_ count: Int, products: Int) -> [[UInt8]] {
        (0..<count).map { at in
            let listing = ShopListing(Question.asked(at, products))
            switch self {
            case .picture: return form(listing, text: nil)
            case .hybrid: return form(listing, text: listing.words.prefix(2).joined(separator: " "))
            case .text:
                return get("/v1/search?q=\(listing.words.prefix(3).joined(separator: "+"))&limit=\(Self.limit)")
            case .product: return get("/v1/search?product=\(listing.id)&limit=\(Self.limit)")
            case .similar: return get("/v1/products/\(listing.id)/similar?limit=\(Self.limit)")
            }
        }
    }

    /// How many different ones are asked: those with pictures are held in memory.
    var variety: Int { self == .picture || self == .hybrid ? 400 : 4000 }

    private func get(_ path: String) -> [UInt8] { Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8) }

    private func form(_ listing: ShopListing, text: String?) -> [UInt8] {
        let boundary = "----benchmark7d1f3a"
        var body: [UInt8] = []
        for (name, value) in [("limit", "\(Self.limit)"), ("text", text)] {
            guard let value else { continue }
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            ("--\(boundary)\r\nContent-Disposition: form-data; name=\"image\"; filename=\"photo.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n").utf8)
        body += listing.picture(look: 1, side: Self.pictureSide)
        body += Array("\r\n--\(boundary)--\r\n".utf8)
        let head =
            "POST /v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=\(boundary)\r\n"
            + "Content-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }
}

/// What is read of an answer.
struct SearchedAnswer: Decodable {
    struct Result: Decodable {
        struct Product: Decodable { let id: String }
        let product: Product
        let score: Double
    }
    struct Took: Decodable {
        let decode: Double
        let encode: Double
        let search: Double
        /// From the question's arrival, its waiting included, until the answer was about to be written.
        let total: Double

        enum CodingKeys: String, CodingKey {
            case decode = "decode_ms"
            case encode = "encode_ms"
            case search = "search_ms"
            case total = "total_ms"
        }
    }
    let results: [Result]
    let took: Took

    init(_ answer: SocketClient.Answer) throws {
        guard answer.status == 200 else { throw LifeError.answer(answer.text) }
        self = try JSONDecoder().decode(Self.self, from: Data(answer.body))
    }

    /// The ids of the first ten.
    var first: [String] { results.prefix(10).map(\.product.id) }
}
