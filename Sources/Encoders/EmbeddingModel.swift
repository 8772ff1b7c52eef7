import Foundation
import Layers
import Safetensors
public import Tokens

/// A model that answers: pictures, texts and products to unit vectors of one joint space.
///
/// Weights are only read, so any number of threads may ask at once. On disk it is a folder of `config.json`,
/// `weights.safetensors` and the files of its tokenizer: `vocabulary.txt` where the vocabulary was learnt here.
public final class EmbeddingModel: @unchecked Sendable {  // frozen: nothing writes the parameters after init
    public let name: String
    public let config: EncoderConfig
    public let encoder: JointEncoder
    /// The tokenizer with its files.
    public let vocabulary: TokenizerFile
    /// What was written down beside the weights.
    public let notes: [String: String]
    /// Tells weights apart: a model of the same name trained further has another.
    public let fingerprint: String

    public var dimension: Int { config.dimension }
    /// How many numbers the weights are.
    public var parameterCount: Int { encoder.parameters.reduce(0) { $0 + $1.parameter.value.count } }

    public var tokenizer: any Tokenizer { vocabulary.tokenizer }

    /// Recall at 10 on held-out pairs, by view, as the training measured it; empty where none did.
    public var recall: [String: Double] {
        guard let json = notes["recall@10"] else { return [:] }
        return (try? JSONDecoder().decode([String: Double].self, from: Data(json.utf8))) ?? [:]
    }

    /// A model over an encoder that nobody trains any more.
    public init(name: String, encoder: JointEncoder, vocabulary: TokenizerFile, notes: [String: String] = [:]) {
        self.name = name
        config = encoder.config
        self.encoder = encoder
        self.vocabulary = vocabulary
        self.notes = notes
        fingerprint = Self.fingerprint(of: encoder)
    }

    /// The same, over a vocabulary that was learnt here.
    public convenience init(name: String, encoder: JointEncoder, tokenizer: WordPiece) {
        self.init(name: name, encoder: encoder, vocabulary: TokenizerFile(tokenizer))
    }

    /// Opens the folder of a model; what is missing, damaged or of another shape is named.
    public convenience init(from directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        let configPath = folder.appending(path: "config.json").path
        let json: Data
        do { json = try Data(contentsOf: URL(filePath: configPath)) } catch {
            throw .badFile(path: configPath, reason: error.localizedDescription)
        }
        let config = try EncoderConfig(json: json, from: configPath)
        let weights = folder.appending(path: "weights.safetensors").path
        let vocabulary: TokenizerFile
        do { vocabulary = try TokenizerFile(from: directory, for: config.text) } catch {
            throw .badFile(path: directory, reason: "\(error)")
        }
        let encoder: JointEncoder
        let notes: [String: String]
        do {
            let file = try SafetensorsFile(path: weights)
            encoder = try JointEncoder(
                ParameterSource(reading: { try file.tensor($0, shape: $1) }), config,
                vocabulary: vocabulary.tokenizer.vocabularySize)
            notes = file.metadata
        } catch {
            throw .badFile(path: weights, reason: "\(error)")
        }
        self.init(name: folder.lastPathComponent, encoder: encoder, vocabulary: vocabulary, notes: notes)
    }

    /// Writes the folder; each file appears whole or not at all, the weights last.
    public func write(to directory: String, notes: [String: String] = [:]) throws(ModelError) {
        let folder = URL(filePath: directory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try config.json.write(to: folder.appending(path: "config.json"), options: .atomic)
            try vocabulary.write(to: directory)
            let tensors = Dictionary(
                uniqueKeysWithValues: encoder.parameters.map { ($0.key, $0.parameter.value) })
            try SafetensorsFile.write(
                tensors, metadata: notes, to: folder.appending(path: "weights.safetensors").path)
        } catch {
            throw .unwritable(path: directory, reason: "\(error)")
        }
    }

    /// FNV-1a over the bits of every parameter, in their fixed order.
    private static func fingerprint(of encoder: JointEncoder) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (_, parameter) in encoder.parameters {
            for at in 0..<parameter.value.count {
                hash = (hash ^ UInt64(parameter.value.memory[at].bitPattern)) &* 0x0000_0100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }
}
