public import Layers
public import Tensors

/// A joining of both sides that is learnt; a missing side is replaced by a learnt row.
///
/// The sum of a linear map and a two-layer map of both sides: what either side alone says passes straight through, and
/// what only both say together is learnt on top. Both sides come in the joint dimension: were they joined before their
/// heads, the many features of a picture would drown the few of a text.
public struct LearntJoining {
    /// (dimension) each: what stands for a missing side.
    public let missingImage: Parameter
    public let missingText: Parameter
    public let direct: Linear
    public let up: Linear
    public let down: Linear

    public init(_ source: ParameterSource, _ config: EncoderConfig) throws {
        missingImage = try source.parameter("missingImage", [config.dimension], deviation: 0)
        missingText = try source.parameter("missingText", [config.dimension], deviation: 0)
        direct = try Linear(source.at("direct"), from: 2 * config.dimension, to: config.dimension)
        up = try Linear(source.at("up"), from: 2 * config.dimension, to: config.joining)
        down = try Linear(source.at("down"), from: config.joining, to: config.dimension, scale: 0.5)
    }

    /// Unit rows (products, dimension), as `ProductEncoder` says.
    public func callAsFunction(
        image: Variable, rows imageRows: [Int], text: Variable, rows textRows: [Int], on tape: Tape
    ) -> Variable {
        let both = tape.concatenateColumns([
            tape.gatherRows(image, imageRows, standIn: missingImage),
            tape.gatherRows(text, textRows, standIn: missingText),
        ])
        let joined = down(up(both, on: tape, activation: .gelu), on: tape, addedTo: direct(both, on: tape))
        return tape.normalizeRows(joined)
    }
}
