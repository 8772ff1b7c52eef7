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

        /// How the transformer is built.
        public enum Architecture: Codable, Hashable, Sendable {
            /// Ours: blocks that normalise what they read, four times as wide within.
            case preNorm
            /// BERT's (Devlin et al. 2019): blocks that normalise what they give, `inner` wide within; `epsilon` is added
            /// to the variance that they divide by.
            case bert(inner: Int, epsilon: Float)
        }

        /// Whether training leaves the whole transformer as it is: then a text has the same features for good.
        public var isFrozen: Bool { frozen > 0 && frozen == transformer.depth }

        /// About how many bytes the encoder keeps of a text of so many tokens for the way back.
        public func activations(tokens: Int) -> Int {
            isFrozen ? 0 : tokens * transformer.activations(blocks: transformer.depth)
        }

        public init(
            vocabulary: Int, length: Int, transformer: Transformer, architecture: Architecture = .preNorm,
            frozen: Int = 0
        ) {
            (self.vocabulary, self.length, self.transformer) = (vocabulary, length, transformer)
            (self.architecture, self.frozen) = (architecture, frozen)
        }

        /// Files of before `architecture` and `frozen` have neither.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            vocabulary = try fields.decode(Int.self, forKey: .vocabulary)
            length = try fields.decode(Int.self, forKey: .length)
            transformer = try fields.decode(Transformer.self, forKey: .transformer)
            architecture = try fields.decodeIfPresent(Architecture.self, forKey: .architecture) ?? .preNorm
            frozen = try fields.decodeIfPresent(Int.self, forKey: .frozen) ?? 0
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
        return found.compactMap { $0 }
    }
}

extension EncoderConfig.Text: CustomStringConvertible {
    /// In a few words, as a table has it.
    public var description: String {
        let shape = "\(transformer.depth) x \(transformer.width)"
        let kind = if case .bert = architecture { "BERT \(shape)" } else { shape }
        return frozen == 0 ? kind : kind + (isFrozen ? ", frozen" : ", \(frozen) frozen")
    }
}
