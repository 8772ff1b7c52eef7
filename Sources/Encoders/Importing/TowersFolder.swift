import Foundation
import Layers
import Safetensors
public import Tokens

/// A model of an image tower and a text tower that others trained, as it is downloaded: a folder of hostile origin.
///
/// Read are `CLIPModel` (Radford et al. 2021) and `SiglipModel` (Zhai et al. 2023) of transformers, and both as open_clip
/// keeps them. What is of another kind is refused by name.
public struct TowersFolder: Sendable {
    /// The model as ours: its product view is the mean of the other two.
    public let config: EncoderConfig
    public let vocabulary: TokenizerFile
    private let weights: SafetensorsShards
    private let names: WeightNames

    /// Opens the folder; what is missing, damaged or of another kind is named with its file.
    public init(from directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        func path(_ name: String) -> String { folder.appending(path: name).path }
        func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
        let config = path("config.json")
        let stated = exists("config.json") ? try FolderJSON.decode(HuggingFaceTowers.self, config) : nil
        // Folders of open_clip may hold a config for transformers too, a whole one or one that only points back.
        let isOpenCLIP = exists("open_clip_config.json") && (stated?.kind == nil || stated?.visionConfig == nil)
        let shape: TowersShape
        let origin = isOpenCLIP ? path("open_clip_config.json") : config
        if isOpenCLIP {
            let towers = try FolderJSON.decode(OpenCLIPTowers.self, origin)
            let weights = try Self.open(directory, exists("open_clip_model.safetensors") ? "open_clip_model" : "model")
            shape = try towers.shape(origin, try PreprocessorFile(openCLIP: origin).preprocessing, weights)
            self.weights = weights
        } else {
            guard let stated else { throw .badImport(path: config, reason: "it is not there") }
            shape = try stated.shape(config, try PreprocessorFile(in: directory).preprocessing)
            weights = try Self.open(directory, "model")
        }
        if let fault = shape.config.fault { throw .badImport(path: origin, reason: fault) }
        do { vocabulary = try TokenizerFile(from: directory, for: shape.config.text) } catch {
            throw .badImport(path: directory, reason: "\(error)")
        }
        (self.config, names) = (shape.config, shape.names)
        try checkVocabulary(directory, origin)
    }

    private static func open(_ directory: String, _ name: String) throws(ModelError) -> SafetensorsShards {
        do { return try SafetensorsShards(in: directory, name: name) } catch {
            throw .badImport(path: error.path, reason: error.reason)
        }
    }

    private func checkVocabulary(_ directory: String, _ origin: String) throws(ModelError) {
        let tokenizer = vocabulary.tokenizer
        guard tokenizer.vocabularySize <= config.text.vocabulary else {
            let reason = "its tokenizer has ids up to \(tokenizer.vocabularySize - 1), and \(origin) rows for"
            throw .badImport(path: directory, reason: "\(reason) \(config.text.vocabulary)")
        }
        guard 0..<Int32(tokenizer.vocabularySize) ~= tokenizer.padding else {
            throw .badImport(path: directory, reason: "texts are filled up by \(tokenizer.padding), which is no token")
        }
        if case .clip = config.text.architecture, tokenizer.end == nil {
            throw .badImport(path: directory, reason: "no token ends its texts, and a text is pooled at its end")
        }
    }

    /// The model, every weight of the folder held against its config.
    public func model(name: String) throws(ModelError) -> EmbeddingModel {
        EmbeddingModel(name: name, encoder: try encoder(), vocabulary: vocabulary)
    }

    /// The same, without its tokenizer.
    public func encoder() throws(ModelError) -> JointEncoder {
        let foreign = ForeignWeights(weights, names)
        let encoder: JointEncoder
        do {
            encoder = try JointEncoder(
                ParameterSource(reading: { try foreign.parameter($0, $1) }), config,
                vocabulary: vocabulary.tokenizer.vocabularySize)
        } catch let error as ModelError {
            throw error
        } catch { throw .badImport(path: weights.path, reason: "\(error)") }
        try foreign.checkAllUsed()
        return encoder
    }
}
