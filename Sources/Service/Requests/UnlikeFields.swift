import Records
import Retrieval

/// What the answers should be unlike: of each kind one or a list.
struct UnlikeFields: Decodable {
    /// Without the pictures, which are not decoded yet.
    let unlike: Query.Unlike
    let images: [[UInt8]]

    enum CodingKeys: CodingKey, CaseIterable { case text, product, image }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        var unlike = Query.Unlike()
        unlike.texts = try fields.oneOrMany(.text)
        unlike.products = try fields.oneOrMany(.product).map(SearchRequest.id)
        let encoded = try fields.oneOrMany(.image)
        guard unlike.texts.count + unlike.products.count + encoded.count <= Query.Unlike.most else {
            throw RequestError.bad(decoder.codingPath, "there are more than \(Query.Unlike.most) things in it")
        }
        images = try encoded.enumerated().map { try SearchRequest.picture(base64: $1, field: "not.image.\($0)") }
        self.unlike = unlike
    }
}

extension KeyedDecodingContainer {
    /// One text, or a list of them; none where there is nothing.
    fileprivate func oneOrMany(_ key: Key) throws -> [String] {
        guard try contains(key) && !decodeNil(forKey: key) else { return [] }
        if let one = try? decode(String.self, forKey: key) { return [one] }
        guard var list = try? nestedUnkeyedContainer(forKey: key) else {
            throw RequestError.bad(codingPath + [key], "it is neither a text nor a list of texts")
        }
        var texts: [String] = []
        while !list.isAtEnd { texts.append(try list.decode(String.self)) }
        return texts
    }
}
