public import Layers
public import Tensors

/// The sides of picture and text joined to one embedding, either of which may be missing.
public enum ProductEncoder {
    /// Learnt together with both sides.
    case learnt(LearntJoining)
    /// The mean of the unit sides, at unit length; one side alone is that side. For models that learnt no joining, whose
    /// sides lie in one space.
    case mean

    public init(_ source: ParameterSource, _ config: EncoderConfig) throws {
        self = config.joining == 0 ? .mean : .learnt(try LearntJoining(source, config))
    }

    /// Unit rows (products, dimension): product n has row `imageRows[n]` of the pictures' side (pictures, dimension), and
    /// `textRows[n]` of the texts'; a row of -1 says that the side is missing.
    public func callAsFunction(
        image: Variable, rows imageRows: [Int], text: Variable, rows textRows: [Int], on tape: Tape
    ) -> Variable {
        switch self {
        case .learnt(let joining): return joining(image: image, rows: imageRows, text: text, rows: textRows, on: tape)
        case .mean:
            let (i, t) = (tape.normalizeRows(image), tape.normalizeRows(text))
            return tape.normalizeRows(tape.add(tape.gatherRows(i, imageRows), tape.gatherRows(t, textRows)))
        }
    }
}
