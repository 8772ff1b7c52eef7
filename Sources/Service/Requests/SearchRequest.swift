import Foundation
import Pictures
import Records
import Retrieval

/// A question as a client sends it, its picture not yet decoded.
struct SearchRequest: Sendable {
    var query = Query()
    /// The encoded picture, of whatever format.
    var image: [UInt8]?
    /// The part of it that is searched; all where nil.
    var box: PictureBox?
    /// Encoded pictures that the answers should be unlike.
    var unlike: [[UInt8]] = []

    /// The question with its pictures decoded, and the milliseconds that took.
    ///
    /// - Parameter limits: Of the picture; and of those that answers should be unlike, taken together.
    func decoded(
        _ limits: PictureLimits, shortestSide: Int?
    ) throws -> (query: Query, milliseconds: Double) {
        if box != nil, image == nil {
            throw RequestError.badField("box", reason: "there is no picture that it is a part of")
        }
        guard image != nil || !unlike.isEmpty else { return (query, 0) }
        let began = ContinuousClock.now
        var query = query
        query.picture = try image.map {
            try PictureCodec.decode($0, limits: limits, shortestSide: shortestSide, box: box)
        }
        query.not.pictures = try decodedUnlike(limits, shortestSide)
        return (query, (ContinuousClock.now - began) / .milliseconds(1))
    }

    private func decodedUnlike(_ limits: PictureLimits, _ shortestSide: Int?) throws(RequestError) -> [Picture] {
        var (pictures, pixels): ([Picture], Int) = ([], 0)
        for (at, bytes) in unlike.enumerated() {
            do throws(PictureError) {
                let info = try PictureCodec.info(bytes, limits: limits)
                pixels += info.width * info.height
                guard pixels <= limits.pixels else { break }
                pictures.append(try PictureCodec.decode(bytes, limits: limits, shortestSide: shortestSide))
            } catch { throw .badPicture("not.image.\(at)", error) }
        }
        guard pixels <= limits.pixels else {
            throw .badField("not.image", reason: "together its pictures have more than \(limits.pixels) pixels")
        }
        return pictures
    }
}

extension SearchRequest {
    static let parameters = [
        "q", "limit", "offset", "filter", "view", "product", "page", "min_score", "facets", "fold", "explain",
    ]

    /// From the parameters of `GET /v1/search`.
    init(parameters: [String: String]) throws {
        query.text = parameters.text("q")
        query.product = try parameters.text("product").map(Self.id)
        query.filter = try parameters.text("filter").map { try Filter($0) }
        query.view = try parameters.text("view").map(Self.view)
        if let limit = try parameters.number("limit") { query.limit = limit }
        if let offset = try parameters.number("offset") { query.offset = offset }
        query.page = try parameters.text("page").map { try PageToken($0) }
        query.minScore = try parameters.decimal("min_score")
        query.facets = parameters.list("facets") ?? []
        query.folds = try parameters.truth("fold") ?? false
        query.explains = try parameters.truth("explain") ?? false
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
