import Layers
import Safetensors
public import Tensors

extension BertFolder {
    /// The text encoder that the folder holds; of its blocks `frozen` are frozen, all where nil.
    public func encoder(frozen: Int? = nil) throws(ModelError) -> TextEncoder {
        var config = config
        config.frozen = frozen ?? config.frozen
        let source = ParameterSource(fresh: Generator(seed: 0)) { try parameter($0, $1) }
        do {
            return try TextEncoder(source.at("text"), config, vocabulary: tokenizer.vocabularySize)
        } catch let error as ModelError {
            throw error
        } catch { throw .badImport(path: file.path, reason: "\(error)") }
    }

    /// The parameter `key` of a `JointEncoder`, of that shape; nil where it is none of the text encoder's.
    ///
    /// Of the two tables as many rows are taken as are asked for. Every token of ours is of BERT's first type: its row
    /// is part of the positions.
    public func parameter(_ key: String, _ shape: [Int]) throws(ModelError) -> Tensor? {
        guard key.hasPrefix("text.") else { return nil }
        let width = config.transformer.width
        switch key.dropFirst("text.".count) {
        case "tokens":
            return try rows(shape[0], of: "embeddings.word_embeddings.weight", [self.shape.vocabSize, width])
        case "positions":
            let places = [self.shape.maxPositionEmbeddings, width]
            let positions = try rows(shape[0], of: "embeddings.position_embeddings.weight", places)
            let types = try tensor("embeddings.token_type_embeddings.weight", [self.shape.typeVocabSize, width])
            for at in 0..<positions.count { positions.memory[at] += types.memory[at % width] }
            return positions
        case "embeddingNorm.weight": return try tensor("embeddings.LayerNorm.weight", shape)
        case "embeddingNorm.bias": return try tensor("embeddings.LayerNorm.bias", shape)
        default: return try blockParameter(key, shape)
        }
    }

    /// The names of Hugging Face for the parts of a block; the packed projection is of three.
    private static let parts = [
        "attention.qkv": ["attention.self.query", "attention.self.key", "attention.self.value"],
        "attention.out": ["attention.output.dense"], "attentionNorm": ["attention.output.LayerNorm"],
        "feedForward.up": ["intermediate.dense"], "feedForward.down": ["output.dense"],
        "feedForwardNorm": ["output.LayerNorm"],
    ]

    /// text.blocks.N.PART.weight or bias.
    private func blockParameter(_ key: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        let words = key.split(separator: ".")
        guard words.count > 4, let names = Self.parts[words[3..<(words.count - 1)].joined(separator: ".")],
            let kind = words.last
        else { throw .badImport(path: file.path, reason: "no weight of a BERT is known for \(key)") }
        let each = [shape[0] / names.count] + shape.dropFirst()
        let result = Tensor(uninitialized: shape)
        var at = 0
        for name in names {
            let part = try tensor("encoder.layer.\(words[2]).\(name).\(kind)", Array(each))
            (result.memory + at).update(from: part.memory, count: part.count)
            at += part.count
        }
        return result
    }

    /// The first `count` rows of a table of that shape.
    private func rows(_ count: Int, of name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        let table = try tensor(name, shape)
        guard count <= shape[0] else {
            throw .badImport(path: file.path, reason: "\(prefix)\(name) has \(shape[0]) rows; \(count) are asked for")
        }
        let rows = Tensor(uninitialized: [count, shape[1]])
        rows.memory.update(from: table.memory, count: rows.count)
        return rows
    }

    private func tensor(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        let tensor: Tensor
        do { tensor = try file.tensor(prefix + name, shape: shape) } catch {
            throw .badImport(path: file.path, reason: error.reason)
        }
        guard Arithmetic.sumOfSquares(tensor).isFinite else {
            throw .badImport(path: file.path, reason: "\(prefix)\(name) holds what is no number")
        }
        return tensor
    }
}

extension SafetensorsError {
    var path: String {
        switch self {
        case .unreadable(let path, _), .unwritable(let path, _), .malformed(let path, _), .missing(let path, _),
            .wrongShape(let path, _, _, _):
            path
        }
    }

    /// What is wrong, without the path.
    var reason: String {
        switch self {
        case .unreadable(_, let reason), .unwritable(_, let reason), .malformed(_, let reason): reason
        case .missing(_, let key): "it holds no tensor called \(key)"
        case .wrongShape(_, let key, let found, let expected):
            "tensor \(key) has shape \(found), expected \(expected)"
        }
    }
}
