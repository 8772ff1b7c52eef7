import Layers
import Safetensors
public import Tensors

extension EmbeddingModel {
    /// The keys of the weights that are kept as bytes.
    public var byteKeys: [String] { encoder.parameters.filter { $0.parameter.bytes != nil }.map(\.key) }

    /// The same model, noting into `ranges` what its linear maps read.
    public func noting(into ranges: InputRanges) -> EmbeddingModel {
        var encoder = encoder
        encoder.inputs = ranges
        return EmbeddingModel(name: name, encoder: encoder, vocabulary: vocabulary, notes: notes)
    }

    /// The same model with these of its weights as bytes, each for inputs of its range.
    ///
    /// - Throws: `ModelError.badConfig` where one of them is none of `JointEncoder.byteCandidates`.
    public func quantized(_ ranges: [String: ByteRange], name: String, notes: [String: String]? = nil) throws
        -> EmbeddingModel
    {
        if let unknown = ranges.keys.sorted().first(where: { !encoder.byteCandidates.contains($0) }) {
            throw ModelError.badConfig(path: self.name, reason: "\(unknown) is no weight that may be kept as bytes")
        }
        let made = try encoder.rounded(ranges, vocabulary: vocabulary.tokenizer.vocabularySize)
        return EmbeddingModel(name: name, encoder: made, vocabulary: vocabulary, notes: notes ?? self.notes)
    }
}

extension JointEncoder {
    /// The keys of the weights that may be kept as bytes: the linear maps of the transformers' blocks, which are nearly all
    /// of what a model multiplies.
    public var byteCandidates: [String] {
        let maps = ["attention.qkv", "attention.out", "feedForward.up", "feedForward.down"].map { ".\($0).weight" }
        return parameters.map(\.key).filter { key in key.contains(".blocks.") && maps.contains { key.hasSuffix($0) } }
    }

    /// The same encoder with these of its weights as bytes, each for inputs of its range; multiplied as such on any processor,
    /// so that what is measured here is what others will find.
    func rounded(_ ranges: [String: ByteRange], vocabulary: Int) throws -> JointEncoder {
        let known = Dictionary(uniqueKeysWithValues: parameters)
        var bytes: [String: ByteWeight] = [:]
        let source = ParameterSource(reading: { key, _ in
            guard let value = known[key]?.value else { preconditionFailure("an encoder of this config has \(key)") }
            guard let range = ranges[key] else { return value }
            let rounded = ByteWeight(rounding: value, input: range)
            bytes[key] = rounded
            return rounded.value
        })
        var made = try JointEncoder(source, config, vocabulary: vocabulary)
        made.keep(bytes)
        return made
    }

    /// Keeps these weights as bytes, and multiplies them so.
    mutating func keep(_ bytes: [String: ByteWeight]) {
        guard !bytes.isEmpty else { return }
        for (key, parameter) in parameters { parameter.bytes = bytes[key] }
        precision = .bytes
    }
}

extension SafetensorsFile {
    /// What is written beside a weight that is kept as bytes: a scale for each row, and scale and zero of its inputs.
    static func scales(_ key: String) -> String { key + ".scales" }
    static func input(_ key: String) -> String { key + ".input" }

    /// The weight called `key`, of that shape, as bytes; nil where it is kept otherwise.
    func byteWeight(_ key: String, _ shape: [Int]) throws -> ByteWeight? {
        guard holdsBytes(key), shape.count == 2 else { return nil }
        let values = try bytes(key, shape: shape)
        let scales = try tensor(Self.scales(key), shape: [shape[0]]).values
        let input = try tensor(Self.input(key), shape: [2]).values
        guard (scales + input.prefix(1)).allSatisfy({ $0.isFinite && $0 > 0 }), let zero = UInt8(exactly: input[1])
        else {
            throw SafetensorsError.malformed(
                path: path, reason: "the scales of \(key) are above zero, and the byte of zero lies within 0...255")
        }
        return ByteWeight(values, scales: scales, input: ByteRange(scale: input[0], zero: zero))
    }
}
