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
    let padding: Int32

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

    /// The same texts filled up to `time`, which is no less than they have.
    func filled(to time: Int) -> TokenBatch {
        var filled: [Int32] = []
        filled.reserveCapacity(lengths.count * time)
        for text in lengths.indices {
            filled += ids[(text * self.time)..<((text + 1) * self.time)]
            filled += repeatElement(padding, count: time - self.time)
        }
        return TokenBatch(ids: filled, time: time, lengths: lengths, padding: padding)
    }

    private init(ids: [Int32], time: Int, lengths: [Int], padding: Int32) {
        (self.ids, self.time, self.lengths, self.padding) = (ids, time, lengths, padding)
    }

    /// For each text the place of the token that ends it: the first that is what its last one is, since a text may hold
    /// that token itself.
    var ends: [Int] {
        lengths.enumerated().map { text, length in
            let own = ids[(text * time)..<(text * time + max(1, length))]
            return (own.firstIndex(of: own[own.endIndex - 1]) ?? own.endIndex - 1) - own.startIndex
        }
    }

    /// Some of the texts, in that order, filled up to the longest of them.
    func part(_ texts: some Collection<Int>) -> TokenBatch {
        TokenBatch(
            texts.map { Array(ids[($0 * time)..<($0 * time + lengths[$0])]) }, padding: padding)
    }
}

/// Texts to features: token and position embeddings, a transformer, and the mean over a text's own tokens; in those of
/// others, one of its rows (CLIP, SigLIP).
///
/// The lowest `config.frozen` blocks leave nothing on the tape. Where all are frozen each text goes through them by
/// itself: nothing is spent on filled-up places, and its features are the same bits in whatever batch it stands.
public struct TextEncoder {
    public let config: EncoderConfig.Text
    /// (vocabulary, width).
    public let tokens: Parameter
    /// (length, width).
    public let positions: Parameter
    /// BERT's alone: over the sum of the two.
    public let embeddingNorm: LayerNorm?
    public let blocks: [any SequenceBlock]
    /// None in BERT: a post-norm block has normalised what it gives.
    public let norm: LayerNorm?
    /// What keeps the features of texts seen before; of use where all is frozen.
    let cache: FeatureCache?

    /// - Parameter vocabulary: How many entries the vocabulary really has.
    public init(
        _ source: ParameterSource, _ config: EncoderConfig.Text, vocabulary: Int, cache: FeatureCache? = nil
    ) throws {
        (self.config, self.cache) = (config, cache)
        let (width, depth, heads) = (config.transformer.width, config.transformer.depth, config.transformer.heads)
        let lowest = config.frozen > 0 ? source.fixed : source
        tokens = try lowest.parameter("tokens", [vocabulary, width], deviation: 0.05)
        positions = try lowest.parameter("positions", [config.length, width], deviation: 0.02)
        func place(_ at: Int) -> ParameterSource {
            (at < config.frozen ? source.fixed : source).at("blocks").at("\(at)")
        }
        switch config.architecture {
        case .preNorm, .clip, .siglip:
            let style = config.architecture.style
            embeddingNorm = nil
            blocks = try (0..<depth).map {
                try TransformerBlock(place($0), width: width, heads: heads, depth: depth, style: style)
            }
            norm = try LayerNorm(
                (config.isFrozen ? source.fixed : source).at("norm"), width: width, epsilon: style?.epsilon ?? 1e-5)
        case .bert(let inner, let epsilon):
            embeddingNorm = try LayerNorm(lowest.at("embeddingNorm"), width: width, epsilon: epsilon)
            blocks = try (0..<depth).map {
                try PostNormBlock(place($0), width: width, heads: heads, inner: inner, epsilon: epsilon)
            }
            norm = nil
        }
    }

    /// Features (texts, width).
    public func callAsFunction(_ batch: TokenBatch, on tape: Tape) -> Variable {
        // Who asks for attentions asks for those of the whole batch, which a cache does not have.
        guard config.isFrozen, tape.attentions == nil else { return features(batch, on: tape) }
        return Variable(frozenFeatures(batch, on: tape), needsGradient: false)
    }

    /// All texts of a batch at once, the frozen blocks off the tape.
    func features(_ batch: TokenBatch, on tape: Tape) -> Variable {
        let readsAll = if case .siglip = config.architecture { true } else { false }
        let batch = readsAll ? batch.filled(to: config.length) : batch
        let silent = tape.silent()
        let lowest = config.frozen > 0 ? silent : tape
        var x = lowest.add(positions: positions, to: lowest.embedding(batch.ids, time: batch.time, table: tokens))
        if let embeddingNorm { x = embeddingNorm(x, on: lowest) }
        for (at, block) in blocks.enumerated() {
            if at > 0, at == config.frozen { x = Variable(x.value, needsGradient: false) }
            x = block(x, lengths: readsAll ? nil : batch.lengths, on: at < config.frozen ? silent : tape)
        }
        switch config.architecture {
        case .clip: x = tape.pickRows(x, batch.ends)
        case .siglip: x = tape.pickRows(x, Array(repeating: config.length - 1, count: batch.lengths.count))
        case .preNorm, .bert: break
        }
        if let norm { x = norm(x, on: tape) }
        return x.value.shape.count == 2 ? x : tape.meanRows(x, lengths: batch.lengths)
    }
}
