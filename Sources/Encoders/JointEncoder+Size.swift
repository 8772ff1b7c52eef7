extension JointEncoder {
    /// How many numbers the weights are.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.parameter.value.count } }

    /// Those of them in the blocks of both towers: what is left are embeddings, stems, heads and the product encoder.
    public var transformerParameterCount: Int {
        parameters.filter { $0.key.hasPrefix("image.blocks.") || $0.key.hasPrefix("text.blocks.") }
            .reduce(0) { $0 + $1.parameter.value.count }
    }
}
