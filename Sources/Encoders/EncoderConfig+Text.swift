import Layers
public import Tensors
public import Tokens

extension EncoderConfig {
    /// The text encoder: token and position embeddings, and a transformer over them.
    public struct Text: Codable, Hashable, Sendable {
        /// The most entries that a vocabulary learnt from the catalogue may have.
        public var vocabulary: Int
        /// The most tokens of a text that are read, with those that mark its start and end.
        public var length: Int
        public var transformer: Transformer
        public var architecture = Architecture.preNorm
        /// How many of the lowest blocks training leaves as they are, the embeddings with them.
        public var frozen = 0
        /// Blocks of ours that read the same tokens beside an encoder of others, and learn what it misses; none where nil.
        public var companion: Transformer?
        /// What is done to a text before it is cut into tokens; nothing where nil.
        public var cleaning: TextCleaning?

        /// How the transformer is built.
        public enum Architecture: Codable, Hashable, Sendable {
            /// Ours: blocks that normalise what they read, four times as wide within.
            case preNorm
            /// BERT's (Devlin et al. 2019): blocks that normalise what they give, `inner` wide within; `epsilon` is added
            /// to the variance that they divide by.
            case bert(inner: Int, epsilon: Float)
            /// CLIP's (Radford et al. 2021): as ours, but `inner` wide within, no row looks ahead, and the row of the token
            /// that ends a text is its feature.
            case clip(inner: Int, epsilon: Float, activation: Activation)
            /// SigLIP's (Zhai et al. 2023): every text is filled up to `length`, what fills it up is looked at as any word,
            /// and the last row is its feature.
            case siglip(inner: Int, epsilon: Float, activation: Activation)
        }

        /// Whether training leaves the whole transformer as it is: then a text has the same features for good.
        public var isFrozen: Bool { frozen > 0 && frozen == transformer.depth }

        /// About how many bytes the encoder keeps of a text of so many tokens for the way back.
        public func activations(tokens: Int) -> Int {
            let learnt = [isFrozen ? nil : transformer, companion].compactMap(\.self)
            return rows(tokens: tokens) * learnt.reduce(0) { $0 + $1.activations(blocks: $1.depth) }
        }

        /// How many rows the blocks see of a text of so many tokens.
        func rows(tokens: Int) -> Int { if case .siglip = architecture { length } else { tokens } }

        public init(
            vocabulary: Int, length: Int, transformer: Transformer, architecture: Architecture = .preNorm,
            frozen: Int = 0, companion: Transformer? = nil, cleaning: TextCleaning? = nil
        ) {
            (self.vocabulary, self.length, self.transformer) = (vocabulary, length, transformer)
            (self.architecture, self.frozen, self.companion) = (architecture, frozen, companion)
            self.cleaning = cleaning
        }

        /// Files of before `architecture`, `frozen`, `companion` and `cleaning` have none of them.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            vocabulary = try fields.decode(Int.self, forKey: .vocabulary)
            length = try fields.decode(Int.self, forKey: .length)
            transformer = try fields.decode(Transformer.self, forKey: .transformer)
            architecture = try fields.decodeIfPresent(Architecture.self, forKey: .architecture) ?? .preNorm
            frozen = try fields.decodeIfPresent(Int.self, forKey: .frozen) ?? 0
            companion = try fields.decodeIfPresent(Transformer.self, forKey: .companion)
            cleaning = try fields.decodeIfPresent(TextCleaning.self, forKey: .cleaning)
        }
    }
}

extension EncoderConfig.Text.Architecture {
    /// How the blocks differ from ours; nil where they are ours, or no pre-norm blocks at all.
    var style: BlockStyle? {
        switch self {
        case .preNorm, .bert: nil
        case .clip(let inner, let epsilon, let activation):
            BlockStyle(inner: inner, epsilon: epsilon, activation: activation, isCausal: true)
        case .siglip(let inner, let epsilon, let activation):
            BlockStyle(inner: inner, epsilon: epsilon, activation: activation)
        }
    }
}

extension EncoderConfig.Text {
    /// What makes this no text encoder we can build.
    var faults: [String] {
        var found = [
            EncoderConfig.bounded("text.vocabulary", vocabulary, 64...1_000_000),
            EncoderConfig.bounded("text.length", length, 3...4096),
            EncoderConfig.bounded("text.frozen", frozen, 0...max(0, transformer.depth)),
        ]
        found += transformer.faults("text.transformer")
        if case .bert(let inner, let epsilon) = architecture {
            found.append(EncoderConfig.bounded("text.architecture.bert.inner", inner, 1...65536))
            if !(epsilon > 0 && epsilon < 1) { found.append("text.architecture.bert.epsilon lies between 0 and 1") }
        }
        if let style = architecture.style { found += style.faults("text.architecture") }
        if let companion { found += companion.faults("text.companion") }
        return found.compactMap { $0 }
    }
}

extension EncoderConfig.Text: CustomStringConvertible {
    /// In a few words, as a table has it.
    public var description: String {
        let shape = "\(transformer.depth) x \(transformer.width)"
        let kind =
            switch architecture {
            case .preNorm: shape
            case .bert: "BERT \(shape)"
            case .clip: "CLIP \(shape)"
            case .siglip: "SigLIP \(shape)"
            }
        let own = frozen == 0 ? kind : kind + (isFrozen ? ", frozen" : ", \(frozen) frozen")
        return companion.map { "\(own), beside \($0.depth) x \($0.width)" } ?? own
    }
}
