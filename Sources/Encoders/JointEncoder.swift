public import Layers
public import Tensors

/// The three encoders and their heads: pictures, texts and products in one joint space of unit vectors
/// (Chen et al., WWW 2023: views i, t and m).
public struct JointEncoder {
    public let config: EncoderConfig
    public let image: ImageEncoder
    public let imageHead: Linear
    public let text: TextEncoder
    public let textHead: TextHead
    public let product: ProductEncoder
    /// Every parameter with its key in the weights file, in a fixed order.
    public let parameters: [(key: String, parameter: Parameter)]
    /// Those of them that training changes.
    public let trained: [(key: String, parameter: Parameter)]

    /// - Parameter cache: Keeps the features of texts where the text encoder is frozen.
    public init(
        _ source: ParameterSource, _ config: EncoderConfig, vocabulary: Int, cache: FeatureCache? = nil
    ) throws {
        self.config = config
        image = try ImageEncoder(source.at("image"), config.image)
        imageHead = try Linear(source.at("imageHead"), from: config.image.features, to: config.dimension)
        text = try TextEncoder(source.at("text"), config.text, vocabulary: vocabulary, cache: cache)
        textHead = try TextHead(source.at("textHead"), config)
        product = try ProductEncoder(source.at("product"), config)
        (parameters, trained) = (source.made, source.trained)
    }

    /// The side of pictures: pixels (B, size, size, 3) to rows (B, dimension), not yet of unit length.
    public func side(ofPictures pixels: Variable, on tape: Tape) -> Variable {
        imageHead(image(pixels, on: tape), on: tape)
    }

    /// The side of texts: rows (texts, dimension), not yet of unit length.
    public func side(ofTexts tokens: TokenBatch, on tape: Tape) -> Variable {
        textHead(text(tokens, on: tape), on: tape)
    }

    /// The view i or t: the unit rows of a side. The view m is `product` of both.
    public func view(of side: Variable, on tape: Tape) -> Variable { tape.normalizeRows(side) }
}
