import Foundation
import Pictures
import Records
import Retrieval

/// A question as a client sends it, its picture not yet decoded.
struct SearchRequest: Sendable {
    var query = Query()
    /// The encoded picture, of whatever format.
    var image: [UInt8]?

    /// The question with its picture decoded, and the milliseconds that took.
    func decoded(
        _ limits: PictureLimits, shortestSide: Int?
    ) throws(PictureError) -> (query: Query, milliseconds: Double) {
        guard let image else { return (query, 0) }
        let began = ContinuousClock.now
        var query = query
        query.picture = try PictureCodec.decode(image, limits: limits, shortestSide: shortestSide)
        return (query, (ContinuousClock.now - began) / .milliseconds(1))
    }
}

extension SearchRequest {
    static let parameters = ["q", "limit", "offset", "filter", "view", "product", "page"]

    /// From the parameters of `GET /v1/search`.
    init(parameters: [String: String]) throws {
        query.text = parameters.text("q")
        query.product = try parameters.text("product").map(Self.id)
        query.filter = try parameters.text("filter").map { try Filter($0) }
        query.view = try parameters.text("view").map(Self.view)
        if let limit = try parameters.number("limit") { query.limit = limit }
        if let offset = try parameters.number("offset") { query.offset = offset }
        query.page = try parameters.text("page").map { try PageToken($0) }
    }

    static func id(_ text: String) throws(RequestError) -> ProductID {
        guard let id = ProductID(text) else { throw .badID }
        return id
    }

    static func view(_ text: String) throws(RequestError) -> View {
        guard let view = View(rawValue: text) else { throw .badField("view", reason: "it is none of i, t and m") }
        return view
    }

    /// Bytes from base64, which holds nothing else, not even a new line.
    static func picture(base64 text: String, field: String = "image") throws(RequestError) -> [UInt8] {
        guard let bytes = Data(base64Encoded: text) else { throw .badField(field, reason: "it is not base64") }
        return Array(bytes)
    }
}
