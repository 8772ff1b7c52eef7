public import Layers
public import Tensors

/// A text encoder of ours beside one of others: it reads the same tokens, and what it learns is added to what the head of
/// the other makes of them.
///
/// A frozen encoder of others knows words that the catalogue has never shown; what those words look like it cannot learn.
public struct TextCompanion {
    public let encoder: TextEncoder
    public let head: Linear

    /// None where the config has none.
    init?(_ source: ParameterSource, _ config: EncoderConfig, vocabulary: Int) throws {
        guard let transformer = config.text.companion else { return nil }
        let own = EncoderConfig.Text(
            vocabulary: config.text.vocabulary, length: config.text.length, transformer: transformer)
        encoder = try TextEncoder(source.at("encoder"), own, vocabulary: vocabulary)
        head = try Linear(source.at("head"), from: transformer.width, to: config.dimension)
    }

    /// rows (texts, dimension) + what the companion makes of the texts.
    public func callAsFunction(_ texts: TokenBatch, addedTo rows: Variable, on tape: Tape) -> Variable {
        // Who looks at attentions looks at the text encoder's own.
        let note = tape.attentions
        tape.attentions = nil
        defer { tape.attentions = note }
        return head(encoder(texts, on: tape), on: tape, addedTo: rows)
    }
}
