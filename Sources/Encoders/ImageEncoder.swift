public import Layers
public import Tensors

/// Pictures to features: a stem, a transformer over its rows, and what makes one row of them: in ours their means within
/// a grid of cells, in those of others a row of its own (CLIP) or a probe's attention (SigLIP).
public struct ImageEncoder {
    public let config: EncoderConfig.Image
    /// The convolutions of the stem, the last to the transformer's width.
    public let stem: [Convolution]
    /// After each convolution but the last.
    public let stemNorms: [LayerNorm]
    /// Maps the oriented gradients of a place into its row, where the config has them.
    public let gradients: Linear?
    /// CLIP's alone: the row (width) before those of the places.
    public let first: Parameter?
    /// One row for each place (places, width), that of `first` before them.
    public let positions: Parameter
    /// CLIP's alone: before the blocks.
    public let normBefore: LayerNorm?
    public let blocks: [TransformerBlock]
    public let norm: LayerNorm
    /// SigLIP's alone.
    public let pool: AttentionPool?

    public init(_ source: ParameterSource, _ config: EncoderConfig.Image) throws {
        self.config = config
        let (width, heads, depth) = (config.transformer.width, config.transformer.heads, config.transformer.depth)
        let style = config.architecture.style
        let epsilon = style?.epsilon ?? 1e-5
        (stem, stemNorms) = try Self.stem(source, config)
        gradients =
            config.orientedGradients
            ? try Linear(source.at("gradients"), from: Tape.orientations, to: width) : nil
        if case .clip = config.architecture {
            first = try source.parameter("first", [width], deviation: 0.02)
            normBefore = try LayerNorm(source.at("normBefore"), width: width, epsilon: epsilon)
        } else {
            (first, normBefore) = (nil, nil)
        }
        positions = try source.parameter("positions", [config.rows, width], deviation: 0.02)
        blocks = try (0..<depth).map {
            try TransformerBlock(
                source.at("blocks").at("\($0)"), width: width, heads: heads, depth: depth, style: style)
        }
        norm = try LayerNorm(source.at("norm"), width: width, epsilon: epsilon)
        if case .siglip = config.architecture, let style {
            pool = try AttentionPool(source.at("pool"), width: width, heads: heads, style: style)
        } else {
            pool = nil
        }
    }

    private static func stem(
        _ source: ParameterSource, _ config: EncoderConfig.Image
    ) throws -> ([Convolution], [LayerNorm]) {
        let width = config.transformer.width
        switch config.stem {
        case .patch(let patch):
            let place = source.at("stem").at("0")
            return ([try Convolution(place, from: 3, to: width, size: patch, step: patch, padding: 0)], [])
        case .convolution(let channels):
            var (stem, norms, inner): ([Convolution], [LayerNorm], Int) = ([], [], 3)
            for (at, out) in (channels + [width]).enumerated() {
                let place = source.at("stem").at("\(at)")
                stem.append(try Convolution(place, from: inner, to: out, size: 3, step: 2, padding: 1))
                if at < channels.count {
                    norms.append(try LayerNorm(source.at("stemNorms").at("\(at)"), width: out))
                }
                inner = out
            }
            return (stem, norms)
        }
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
        let histograms = config.orientedGradients ? tape.orientedGradients(pixels, cells: config.places) : nil
        if let gradients, let histograms { x = gradients(histograms, on: tape, addedTo: x) }
        if let first { x = tape.precede(x, with: first) }
        x = tape.add(positions: positions, to: x)
        if let normBefore { x = normBefore(x, on: tape) }
        for block in blocks { x = block(x, on: tape) }
        if first != nil {
            return norm(tape.pickRows(x, Array(repeating: 0, count: x.value.shape[0])), on: tape)
        }
        x = norm(x, on: tape)
        if let pool { return pool(x, on: tape) }
        let means = tape.meanCells(x, cells: config.cells)
        guard let histograms else { return means }
        let row = config.places * config.places * Tape.orientations
        return tape.concatenateColumns([means, tape.reshape(histograms, [means.value.rows, row])])
    }
}
