import Tensors

extension JointEncoder {
    /// How many numbers the weights are.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.parameter.value.count } }

    /// Those of them in the blocks of both towers: what is left are embeddings, stems, heads and the product encoder.
    public var transformerParameterCount: Int {
        let blocks = ["image.blocks.", "text.blocks.", "companion.encoder.blocks."]
        return parameters.filter { parameter in blocks.contains { parameter.key.hasPrefix($0) } }
            .reduce(0) { $0 + $1.parameter.value.count }
    }

    /// Packs the weights that products of bf16 read on the way forward, on all threads; false where the processor multiplies
    /// f32, which is read as it is.
    func pack() -> Bool {
        guard precision != .single else { return false }
        let read = parameters.filter { key, parameter in
            // What joins both sides is worked out in f32.
            key.hasSuffix(".weight") && !key.hasPrefix("product.") && parameter.value.shape.count == 2
                && parameter.bytes == nil
        }
        Arithmetic.inParallel(read.count) { range in for at in range { read[at].parameter.pack() } }
        return true
    }
}
