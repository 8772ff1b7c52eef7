public import Layers
public import Tensors

/// Pictures to features: a stem, a transformer over its rows, their means within a grid of cells.
public struct ImageEncoder {
    public let config: EncoderConfig.Image
    /// The convolutions of the stem, the last to the transformer's width.
    public let stem: [Convolution]
    /// After each convolution but the last.
    public let stemNorms: [LayerNorm]
    /// One row for each place (places, width).
    public let positions: Parameter
    public let blocks: [TransformerBlock]
    public let norm: LayerNorm

    public init(_ source: ParameterSource, _ config: EncoderConfig.Image) throws {
        self.config = config
        let (width, size) = (config.transformer.width, config.preprocessing.size)
        var side = size
        switch config.stem {
        case .patch(let patch):
            stem = [
                try Convolution(source.at("stem").at("0"), from: 3, to: width, size: patch, step: patch, padding: 0)
            ]
            stemNorms = []
            side = size / patch
        case .convolution(let channels):
            var (stem, norms, inner): ([Convolution], [LayerNorm], Int) = ([], [], 3)
            for (at, out) in (channels + [width]).enumerated() {
                stem.append(
                    try Convolution(
                        source.at("stem").at("\(at)"), from: inner, to: out, size: 3, step: 2, padding: 1))
                if at < channels.count {
                    norms.append(try LayerNorm(source.at("stemNorms").at("\(at)"), width: out))
                }
                inner = out
                side = stem[at].places(side)
            }
            (self.stem, stemNorms) = (stem, norms)
        }
        positions = try source.parameter("positions", [side * side, width], deviation: 0.02)
        blocks = try (0..<config.transformer.depth).map {
            try TransformerBlock(
                source.at("blocks").at("\($0)"), width: width, heads: config.transformer.heads,
                depth: config.transformer.depth)
        }
        norm = try LayerNorm(source.at("norm"), width: width)
    }

    /// Pixels (B, size, size, 3), normalised, to features (B, config.features).
    public func callAsFunction(_ pixels: Variable, on tape: Tape) -> Variable {
        var x = pixels
        for (at, convolution) in stem.enumerated() {
            let side = convolution.places(x.value.shape[1])
            let batch = x.value.shape[0]
            if at < stemNorms.count {
                x = tape.reshape(
                    stemNorms[at](convolution(x, on: tape, activation: .gelu), on: tape),
                    [batch, side, side, convolution.linear.bias.value.count])
            } else {
                x = convolution(x, on: tape)
            }
        }
        x = tape.add(positions: positions, to: x)
        for block in blocks { x = block(x, on: tape) }
        return tape.meanCells(norm(x, on: tape), cells: config.cells)
    }
}
