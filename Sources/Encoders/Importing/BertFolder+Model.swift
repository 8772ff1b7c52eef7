import Layers
import Tensors
import Tokens

extension BertFolder {
    /// The encoder as a model that reads texts alone, with nothing learnt beside it: a text's features, at mean zero and
    /// deviation one, are its embedding.
    ///
    /// A shop without clicks, or without pictures, can be indexed and audited by it.
    public func model(name: String) throws(ModelError) -> EmbeddingModel {
        guard let small = EncoderConfig.preset("demo") else {
            preconditionFailure("the preset demo is part of the program")
        }
        var text = config
        text.length = min(text.length, Self.longest)
        // Every model has an image encoder; this one's is never asked.
        let config = EncoderConfig(dimension: text.transformer.width, image: small.image, text: text, joining: 0)
        let encoder: JointEncoder
        do {
            encoder = try JointEncoder(
                ParameterSource(fresh: Generator(seed: 0)) { try head($0, $1) ?? parameter($0, $1) }, config,
                vocabulary: tokenizer.vocabularySize)
        } catch let error as ModelError {
            throw error
        } catch { throw .badImport(path: file.path, reason: "\(error)") }
        return EmbeddingModel(
            name: name, encoder: encoder, vocabulary: TokenizerFile(tokenizer),
            notes: [EmbeddingModel.readingNote: EmbeddingModel.textsAlone])
    }

    /// In tokens: what stands further on in a description tells little and costs much.
    private static let longest = 128

    /// A head that hands its features on as they are.
    private func head(_ key: String, _ shape: [Int]) -> Tensor? {
        switch key {
        case "textHead.direct.weight":
            let identity = Tensor(zeros: shape)
            for at in 0..<shape[0] { identity.memory[at * shape[1] + at] = 1 }
            return identity
        case "textHead.down.weight", "textHead.down.bias", "textHead.direct.bias": return Tensor(zeros: shape)
        default: return nil
        }
    }
}
