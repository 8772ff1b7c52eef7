public import Layers
public import Tensors
import Tokens

/// Texts as token ids of one length, what is short filled up.
public struct TokenBatch: Sendable {
    /// (texts, time), row-major.
    public let ids: [Int32]
    public let time: Int
    /// How many tokens of each text are its own.
    public let lengths: [Int]
    private let padding: Int32

    public init(_ texts: [[Int32]], padding: Int32) {
        time = max(1, texts.map(\.count).max() ?? 1)
        lengths = texts.map(\.count)
        self.padding = padding
        var ids: [Int32] = []
        ids.reserveCapacity(time * texts.count)
        for text in texts {
            ids += text
            ids += repeatElement(padding, count: time - text.count)
        }
        self.ids = ids
    }

    /// Some of the texts, in that order, filled up to the longest of them.
    func part(_ texts: some Collection<Int>) -> TokenBatch {
        TokenBatch(
            texts.map { Array(ids[($0 * time)..<($0 * time + lengths[$0])]) }, padding: padding)
    }
}

/// Texts to features: token and position embeddings, a transformer, the mean over a text's own tokens.
public struct TextEncoder {
    /// (vocabulary, width).
    public let tokens: Parameter
    /// (length, width).
    public let positions: Parameter
    public let blocks: [TransformerBlock]
    public let norm: LayerNorm

    /// - Parameter vocabulary: How many entries the vocabulary really has.
    public init(_ source: ParameterSource, _ config: EncoderConfig.Text, vocabulary: Int) throws {
        let width = config.transformer.width
        tokens = try source.parameter("tokens", [vocabulary, width], deviation: 0.05)
        positions = try source.parameter("positions", [config.length, width], deviation: 0.02)
        blocks = try (0..<config.transformer.depth).map {
            try TransformerBlock(
                source.at("blocks").at("\($0)"), width: width, heads: config.transformer.heads,
                depth: config.transformer.depth)
        }
        norm = try LayerNorm(source.at("norm"), width: width)
    }

    /// Features (texts, width).
    public func callAsFunction(_ batch: TokenBatch, on tape: Tape) -> Variable {
        var x = tape.add(positions: positions, to: tape.embedding(batch.ids, time: batch.time, table: tokens))
        for block in blocks { x = block(x, lengths: batch.lengths, on: tape) }
        return tape.meanRows(norm(x, on: tape), lengths: batch.lengths)
    }
}
