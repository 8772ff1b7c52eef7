import Foundation
import Retrieval

extension SearchRequest {
    /// From a form: the fields of the JSON, with `image` as a file, and `box`, `weights` and `not` as JSON, and `facets` once or more.
    init(_ form: MultipartForm) throws {
        var texts: [String: String] = [:]
        for part in form.parts {
            let known = CodingKeys.allCases.map(\.rawValue)
            guard known.contains(part.name) else {
                throw RequestError.unknownField(String(part.name.prefix(100)), known: known)
            }
            let isSecond = part.name == "image" ? image != nil : texts[part.name] != nil
            if isSecond { throw RequestError.badField(part.name, reason: "it is there twice") }
            if part.name == "image" {
                // A file field where nothing was chosen comes empty and without a name.
                if !part.bytes.isEmpty || part.fileName?.isEmpty == false { image = Array(part.bytes) }
                continue
            }
            guard let text = String(validating: part.bytes, as: UTF8.self) else {
                throw RequestError.badField(part.name, reason: "it is no UTF-8")
            }
            if part.name == "facets" {
                query.facets += text.partedByCommas
            } else {
                texts[part.name] = text
            }
        }
        try take(imageURL: texts.text("image_url"))
        query.text = texts.text("text")
        query.product = try texts.text("product").map(Self.id)
        query.filter = try texts.text("filter").map { try Filter($0) }
        query.view = try texts.text("view").map(Self.view)
        if let box = texts.text("box") {
            self.box = try JSONReading.read(BoxFields.self, box.utf8, within: "box").box
        }
        if let weights = texts.text("weights") {
            query.weights = try JSONReading.read(WeightFields.self, weights.utf8, within: "weights").weights
        }
        if let not = texts.text("not") {
            let fields = try JSONReading.read(UnlikeFields.self, not.utf8, within: "not")
            (query.not, unlike) = (fields.unlike, fields.images)
        }
        if let limit = try texts.number("limit") { query.limit = limit }
        if let offset = try texts.number("offset") { query.offset = offset }
        query.page = try texts.text("page").map { try PageToken($0) }
        query.minScore = try texts.decimal("min_score")
        query.folds = try texts.truth("fold") ?? false
        query.explains = try texts.truth("explain") ?? false
    }
}
