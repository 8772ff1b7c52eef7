public import Layers
public import Tensors

/// The three encoders and their heads: pictures, texts and products in one joint space of unit vectors
/// (Chen et al., WWW 2023: views i, t and m).
public struct JointEncoder {
    public let config: EncoderConfig
    /// What the towers multiply; what follows them is f32.
    public var precision = Precision.native
    /// Where its linear maps note what they read; nil where nobody asks.
    public var inputs: InputRanges?
    public let image: ImageEncoder
    /// None where the features are the embedding, as in SigLIP.
    public let imageHead: Linear?
    public let text: TextEncoder
    public let textHead: TextHead
    /// Beside the text encoder, where the config has it.
    public let companion: TextCompanion?
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
        if case .siglip = config.image.architecture {
            imageHead = nil
        } else {
            imageHead = try Linear(source.at("imageHead"), from: config.image.features, to: config.dimension)
        }
        text = try TextEncoder(source.at("text"), config.text, vocabulary: vocabulary, cache: cache)
        textHead = try TextHead(source.at("textHead"), config)
        companion = try TextCompanion(source.at("companion"), config, vocabulary: vocabulary)
        product = try ProductEncoder(source.at("product"), config)
        (parameters, trained) = (source.made, source.trained)
    }

    /// Sees what a tower and its head made of a piece of a batch, and what its last attention read there (nil where it
    /// has none); gives what is handed on in place of the rows: as many, perhaps of more columns.
    public typealias Observer = (_ piece: Int, _ rows: Variable, _ last: PackedAttention?, _ tape: Tape) -> Variable

    /// The side of pictures: pixels (B, size, size, 3) to rows (B, dimension), not yet of unit length.
    ///
    /// - Parameters:
    ///   - recomputing: Whether activations are computed once more on the way back rather than kept.
    ///   - observe: Called for every piece, from several threads; once more on the way back where that recomputes. Pieces
    ///     of a batch are the same for every model that makes as many rows of a picture.
    public func side(
        ofPictures pixels: Tensor, recomputing: Bool = false, on tape: Tape, observedBy observe: Observer? = nil
    ) -> Variable {
        guard pixels.shape[0] > 0 else { return none }
        let pieces = Self.pieces(pixels.shape[0], rows: config.image.rows)
        return tape.inPieces(pieces.count, recomputing: recomputing, precision: precision) { piece, tape in
            tape.inputs = inputs
            let own = Variable(pixels.part(pieces[piece]), needsGradient: false)
            return Self.observed(piece, on: tape, by: observe) {
                let features = image(own, on: tape)
                return imageHead?(features, on: tape) ?? features
            }
        }
    }

    /// The side of texts: rows (texts, dimension), not yet of unit length.
    ///
    /// - Parameters:
    ///   - recomputing: Whether activations are computed once more on the way back rather than kept.
    ///   - observe: As for pictures; pieces of a batch are the same for every model.
    public func side(
        ofTexts tokens: TokenBatch, recomputing: Bool = false, on tape: Tape, observedBy observe: Observer? = nil
    ) -> Variable {
        guard !tokens.lengths.isEmpty else { return none }
        // Texts of like length go together, so that little is filled up.
        let order = tokens.lengths.indices.sorted { (tokens.lengths[$0], $0) < (tokens.lengths[$1], $1) }
        let pieces = Self.pieces(order.count, rows: config.text.rows(tokens: tokens.time))
        let rows = tape.inPieces(pieces.count, recomputing: recomputing, precision: precision) { piece, tape in
            tape.inputs = inputs
            let own = tokens.part(order[pieces[piece]])
            return Self.observed(piece, on: tape, by: observe) {
                let rows = textHead(text(own, on: tape), on: tape)
                return companion?(own, addedTo: rows, on: tape) ?? rows
            }
        }
        if order == Array(order.indices) { return rows }
        var places = order
        for (place, text) in order.enumerated() { places[text] = place }
        return tape.gatherRows(rows, places)
    }

    private static func observed(
        _ piece: Int, on tape: Tape, by observe: Observer?, _ make: () -> Variable
    ) -> Variable {
        guard let observe else { return make() }
        let note = AttentionNote()
        tape.attentions = note
        let rows = make()
        tape.attentions = nil
        return observe(piece, rows, note.newest, tape)
    }

    /// No rows at all.
    private var none: Variable { Variable(Tensor(zeros: [0, config.dimension])) }

    /// Parts of a batch for one thread at a time, alike in size: enough rows for long products of matrices, few enough
    /// for the core's caches.
    private static func pieces(_ count: Int, rows: Int) -> [Range<Int>] {
        let fitting = max(1, rowsOfPiece / max(1, rows))
        // At least one for each thread, as long as there are as many inputs.
        let pieces = max((count + fitting - 1) / fitting, min(count, Arithmetic.threads))
        return (0..<pieces).map { (count * $0 / pieces)..<(count * ($0 + 1) / pieces) }
    }

    private static let rowsOfPiece = 512

    /// The view i or t: the unit rows of a side. The view m is `product` of both.
    public func view(of side: Variable, on tape: Tape) -> Variable { tape.normalizeRows(side) }
}
