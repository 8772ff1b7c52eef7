import Foundation
import Layers
import Safetensors
import Tensors
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
    public var parameterCount: Int { encoder.parameterCount }

    public var tokenizer: any Tokenizer { vocabulary.tokenizer }

    /// Recall at 10 on held-out pairs, by view, as the training measured it; empty where none did.
    public var recall: [String: Double] {
        guard let json = notes["recall@10"] else { return [:] }
        return (try? JSONDecoder().decode([String: Double].self, from: Data(json.utf8))) ?? [:]
    }

    /// The note from which `recall` is read; the same recall makes the same bytes.
    public static func note(of recall: [String: Double]) -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard !recall.isEmpty, let json = try? encoder.encode(recall) else { return [:] }
        return ["recall@10": String(decoding: json, as: UTF8.self)]
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

    /// Whether it reads pictures, and not texts alone.
    public var readsPictures: Bool { notes[Self.readingNote] != Self.textsAlone }

    static let readingNote = "reads"
    static let textsAlone = "texts"

    private static func isModel(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "weights.safetensors").path)
    }

    /// Opens the folder of a model, or of a text encoder as `BertFolder` reads it; what is missing, damaged or of another shape is named. Weights are read where they lie
    /// in the file, packed once for this processor.
    public convenience init(from directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        guard !BertFolder.isLikely(directory) || Self.isModel(folder) else {
            let model = try BertFolder(from: directory).model(name: folder.lastPathComponent)
            self.init(name: model.name, encoder: model.encoder, vocabulary: model.vocabulary, notes: model.notes)
            return
        }
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
        var encoder: JointEncoder
        let file: SafetensorsFile
        do {
            file = try SafetensorsFile(path: weights)
            var bytes: [String: ByteWeight] = [:]
            let source = ParameterSource(reading: { key, shape in
                bytes[key] = try file.byteWeight(key, shape)
                return try bytes[key]?.value ?? file.mappedTensor(key, shape: shape)
            })
            encoder = try JointEncoder(source, config, vocabulary: vocabulary.tokenizer.vocabularySize)
            encoder.keep(bytes)
            // Elsewhere what the bytes stand for is multiplied as the processor does it fastest.
            if !ByteWeight.isNative { encoder.precision = .native }
        } catch {
            throw .badFile(path: weights, reason: "\(error)")
        }
        self.init(name: folder.lastPathComponent, encoder: encoder, vocabulary: vocabulary, notes: file.metadata)
        // What products read lies packed from here on; of the file's own bytes only what is looked up is read again.
        if encoder.pack() { file.letGo() }
    }

    /// Writes the folder; each file appears whole or not at all, the weights last.
    public func write(to directory: String, notes: [String: String] = [:]) throws(ModelError) {
        let folder = URL(filePath: directory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try config.json.write(to: folder.appending(path: "config.json"), options: .atomic)
            try vocabulary.write(to: directory)
            var (tensors, bytes): ([String: Tensor], [String: SafetensorsFile.Bytes]) = ([:], [:])
            for (key, parameter) in encoder.parameters {
                guard let kept = parameter.bytes else {
                    tensors[key] = parameter.value
                    continue
                }
                bytes[key] = (kept.values, parameter.value.shape)
                tensors[SafetensorsFile.scales(key)] = Tensor(kept.scales, shape: [kept.scales.count])
                tensors[SafetensorsFile.input(key)] = Tensor([kept.input.scale, Float(kept.input.zero)], shape: [2])
            }
            try SafetensorsFile.write(
                tensors, bytes: bytes, metadata: notes, to: folder.appending(path: "weights.safetensors").path)
        } catch {
            throw .unwritable(path: directory, reason: "\(error)")
        }
    }

    /// Over the bits of every parameter, in their fixed order, and over the ranges of those kept as bytes.
    private static func fingerprint(of encoder: JointEncoder) -> String {
        var hash: UInt64 = 0
        for (_, parameter) in encoder.parameters {
            hash = Arithmetic.fingerprint(of: parameter.value, from: hash)
            guard let input = parameter.bytes?.input else { continue }
            hash = Arithmetic.fingerprint(of: Tensor([input.scale, Float(input.zero)], shape: [2]), from: hash)
        }
        return String(hash, radix: 16)
    }
}
