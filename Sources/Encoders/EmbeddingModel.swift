import Foundation
import Layers
import Safetensors
public import Tokens

/// A model that answers: pictures, texts and products to unit vectors of one joint space.
///
/// Weights are only read, so any number of threads may ask at once. On disk it is a folder of `config.json`,
/// `weights.safetensors` and `vocabulary.txt`.
public final class EmbeddingModel: @unchecked Sendable {  // frozen: nothing writes the parameters after init
    public let name: String
    public let config: EncoderConfig
    public let encoder: JointEncoder
    public let tokenizer: WordPiece
    /// Tells weights apart: a model of the same name trained further has another.
    public let fingerprint: String

    public var dimension: Int { config.dimension }
    /// How many numbers the weights are.
    public var parameterCount: Int { encoder.parameters.reduce(0) { $0 + $1.parameter.value.count } }

    /// A model over an encoder that nobody trains any more.
    public init(name: String, encoder: JointEncoder, tokenizer: WordPiece) {
        self.name = name
        config = encoder.config
        self.encoder = encoder
        self.tokenizer = tokenizer
        fingerprint = Self.fingerprint(of: encoder)
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
        let (vocabulary, weights) = (
            folder.appending(path: "vocabulary.txt").path, folder.appending(path: "weights.safetensors").path
        )
        let tokenizer: WordPiece
        do { tokenizer = try WordPiece(contentsOf: vocabulary) } catch {
            throw .badFile(path: vocabulary, reason: "\(error)")
        }
        let encoder: JointEncoder
        do {
            let file = try SafetensorsFile(path: weights)
            encoder = try JointEncoder(
                ParameterSource(reading: { try file.tensor($0, shape: $1) }), config,
                vocabulary: tokenizer.vocabularySize)
        } catch {
            throw .badFile(path: weights, reason: "\(error)")
        }
        self.init(name: folder.lastPathComponent, encoder: encoder, tokenizer: tokenizer)
    }

    /// Writes the folder; each file appears whole or not at all, the weights last.
    public func write(to directory: String, notes: [String: String] = [:]) throws(ModelError) {
        let folder = URL(filePath: directory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try config.json.write(to: folder.appending(path: "config.json"), options: .atomic)
            try tokenizer.write(to: folder.appending(path: "vocabulary.txt").path)
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
