import Foundation
import Safetensors
public import Tokens

/// A BERT that others trained, as Hugging Face keeps it: a folder of `config.json`, `model.safetensors`, `vocab.txt` and
/// `tokenizer_config.json`, of hostile origin.
///
/// Sentence encoders of the kind of all-MiniLM-L6-v2 (Wang et al. 2020, Reimers & Gurevych 2019): uncased, absolute
/// positions, the exact GELU, mean pooling. What is of another kind is refused.
public struct BertFolder: Sendable {
    /// The text encoder as the folder has it, with every place it was trained for, wholly frozen.
    public let config: EncoderConfig.Text
    public let tokenizer: WordPiece
    let shape: BertShape
    let file: SafetensorsFile
    /// What stands before the names of the weights: "bert." where the file holds a model built upon BERT.
    let prefix: String

    /// Opens the folder; what is missing, damaged or of another kind is named with its file.
    public init(from directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        func path(_ name: String) -> String { folder.appending(path: name).path }
        shape = try BertShape(path("config.json"))
        config = shape.text
        try BertShape.checkTokenizer(path("tokenizer_config.json"))
        let pooling = path("1_Pooling/config.json")
        if FileManager.default.fileExists(atPath: pooling) { try BertShape.checkPooling(pooling) }
        do { tokenizer = try WordPiece(contentsOf: path("vocab.txt")) } catch {
            throw .badImport(path: path("vocab.txt"), reason: "\(error)")
        }
        guard tokenizer.vocabularySize <= shape.vocabSize else {
            let reason = "it has \(tokenizer.vocabularySize) entries where config.json says \(shape.vocabSize)"
            throw .badImport(path: path("vocab.txt"), reason: reason)
        }
        do { file = try SafetensorsFile(path: path("model.safetensors")) } catch {
            throw .badImport(path: path("model.safetensors"), reason: error.reason)
        }
        prefix = file.keys.contains { $0.hasPrefix("bert.embeddings.") } ? "bert." : ""
    }

    /// `wanted`, with its text encoder replaced by the folder's.
    ///
    /// It reads as many tokens as `wanted` says, where it has places for them. All of it is frozen, and what `wanted` would
    /// have read texts with stands beside it, unless `wanted` already describes this encoder: then what it says holds.
    public func config(for wanted: EncoderConfig) -> EncoderConfig {
        var config = wanted
        config.text = self.config
        config.text.length = min(wanted.text.length, self.config.length)
        if wanted.text.architecture == self.config.architecture, wanted.text.transformer == self.config.transformer {
            (config.text.frozen, config.text.companion) = (wanted.text.frozen, wanted.text.companion)
        } else {
            config.text.companion = wanted.text.transformer
        }
        return config
    }
}
