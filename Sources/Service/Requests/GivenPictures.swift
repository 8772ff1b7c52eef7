import Catalog
import Records

/// What a client says of a product's pictures.
enum GivenPictures: Equatable, Sendable {
    /// Nothing was said: the stored ones stay.
    case kept
    /// In their order, the main one first; none where `null` was said.
    case given([Item])

    enum Item: Equatable, Sendable {
        /// One of the stored ones, by its number.
        case stored(Int)
        /// Encoded, of whatever format, and what the client called it.
        case new([UInt8], field: String)
    }
}

extension GivenPictures {
    /// The main one as it is given, of the stored ones where nothing is said; nil where there is to be none.
    var main: Item? {
        switch self {
        case .kept: .stored(0)
        case .given(let items): items.first
        }
    }

    /// The one picture, as base64.
    init(image text: String, of id: ProductID) throws(RequestError) {
        // What a client read it may send back.
        guard text != ProductAnswer.imagePath(id) else {
            self = .kept
            return
        }
        self = .given([.new(try SearchRequest.picture(base64: text), field: "image")])
    }

    /// Several, each as base64 or as the address where this server has it.
    init(images texts: [String], of id: ProductID) throws(RequestError) {
        let most = StoredProduct.mostPictures
        guard texts.count <= most else {
            throw .badField("images", reason: "a product has at most \(most) pictures")
        }
        let addresses = (0..<most).map { ProductAnswer.imagePath(id, number: $0) }
        var items: [Item] = []
        for (at, text) in texts.enumerated() {
            if let number = addresses.firstIndex(of: text) {
                items.append(.stored(number))
            } else {
                let field = "images.\(at)"
                items.append(.new(try SearchRequest.picture(base64: text, field: field), field: field))
            }
        }
        self = .given(items)
    }

    /// The pictures as the product is to have them, each once; new ones are put into `folder`.
    func stored(in folder: PictureFolder, before: StoredProduct?) throws -> (images: [String], facts: [PictureFacts]) {
        let known = before?.pictures ?? []
        guard case .given(let items) = self, items.isEmpty || items != known.indices.map({ .stored($0) }) else {
            // As they are, with addresses that an import kept and did not fetch.
            return (before?.product.images ?? [], known)
        }
        var facts: [PictureFacts] = []
        for (at, item) in items.enumerated() {
            let one =
                switch item {
                case .stored(let number) where number < known.count: known[number]
                case .stored(let number):
                    throw RequestError.badField("images.\(at)", reason: "the product has no picture \(number) yet")
                case .new(let bytes, let field): try folder.store(bytes, field: field)
                }
            if !facts.contains(where: { $0.path == one.path }) { facts.append(one) }
        }
        return (facts.map(\.path), facts)
    }
}
