import Encoders
import Pictures

/// What a question brings to be encoded.
enum PassInput: Sendable {
    case picture(Picture)
    case text(String)
    /// Both, as one product.
    case product(Picture, String)

    /// Inputs of one kind cost about the same and may share a pass.
    enum Kind: Hashable {
        case picture
        /// By the number of bits of its length: the texts of a pass are padded to the longest of them.
        case text(bits: Int)
        case product
    }

    var kind: Kind {
        switch self {
        case .picture: .picture
        case .text(let text): .text(bits: Int.bitWidth - text.utf8.count.leadingZeroBitCount)
        case .product: .product
        }
    }

    /// A unit vector for each of some inputs of one kind.
    static func vectors(of inputs: [PassInput], _ model: EmbeddingModel) throws -> [[Float]] {
        var (pictures, texts): ([Picture], [String]) = ([], [])
        for input in inputs {
            switch input {
            case .picture(let picture): pictures.append(picture)
            case .text(let text): texts.append(text)
            case .product(let picture, let text):
                pictures.append(picture)
                texts.append(text)
            }
        }
        let rows =
            if texts.isEmpty {
                model.embed(pictures: pictures)
            } else if pictures.isEmpty {
                model.embed(texts: texts)
            } else {
                try model.embed(products: zip(pictures, texts).map { ($0, $1) })
            }
        return inputs.indices.map { Array(rows[($0 * model.dimension)..<(($0 + 1) * model.dimension)]) }
    }
}
