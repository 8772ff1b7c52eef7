public import Layers
public import Tensors

/// Picture features and text features joined to one embedding; a missing side is replaced by a learnt row.
///
/// The sum of a linear map and a two-layer map of both sides: what either side alone says passes straight through, and
/// what only both say together is learnt on top.
public struct ProductEncoder {
    /// (image width) and (text width): what stands for a missing side.
    public let missingImage: Parameter
    public let missingText: Parameter
    public let direct: Linear
    public let up: Linear
    public let down: Linear

    public init(_ source: ParameterSource, _ config: EncoderConfig) throws {
        let (image, text) = (config.image.features, config.text.transformer.width)
        missingImage = try source.parameter("missingImage", [image], deviation: 0)
        missingText = try source.parameter("missingText", [text], deviation: 0)
        direct = try Linear(source.at("direct"), from: image + text, to: config.dimension)
        up = try Linear(source.at("up"), from: image + text, to: config.joining)
        down = try Linear(source.at("down"), from: config.joining, to: config.dimension, scale: 0.5)
    }

    /// Unit rows (products, dimension): product n has row `imageRows[n]` of the image features (pictures, features), and
    /// `textRows[n]` of the text features; a row of -1 says that the side is missing.
    public func callAsFunction(
        image: Variable, rows imageRows: [Int], text: Variable, rows textRows: [Int], on tape: Tape
    ) -> Variable {
        let both = tape.concatenateColumns([
            tape.gatherRows(image, imageRows, standIn: missingImage),
            tape.gatherRows(text, textRows, standIn: missingText),
        ])
        let joined = down(up(both, on: tape, activation: .gelu), on: tape)
        return tape.normalizeRows(tape.add(direct(both, on: tape), joined))
    }
}
