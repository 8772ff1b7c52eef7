extension JointEncoder {
    /// How many numbers the weights are.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.parameter.value.count } }

    /// Those of them in the blocks of both towers: what is left are embeddings, stems, heads and the product encoder.
    public var transformerParameterCount: Int {
        let blocks = ["image.blocks.", "text.blocks.", "companion.encoder.blocks."]
        return parameters.filter { parameter in blocks.contains { parameter.key.hasPrefix($0) } }
            .reduce(0) { $0 + $1.parameter.value.count }
    }
}
