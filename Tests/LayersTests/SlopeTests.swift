import Layers
import Tensors
import Testing

/// How far a gradient in f32 may be from a central difference: absolute, on values of order one.
private let tolerance: Float = 6e-3

/// Whole layers' way back against finite differences of their way forward.
@Suite struct SlopeTests {
    enum Layer: CaseIterable {
        case postNormBlock, preNormBlock, causalBlock, residualHead, attentionPool

        func build(_ source: ParameterSource) throws -> (Variable, Tape) -> Variable {
            switch self {
            case .postNormBlock:
                let block = try PostNormBlock(source, width: 8, heads: 2, inner: 12, epsilon: 0.01)
                return { block($0, lengths: [3, 2], on: $1) }
            case .preNormBlock:
                let block = try TransformerBlock(source, width: 8, heads: 2, depth: 1)
                return { block($0, lengths: [3, 2], on: $1) }
            case .causalBlock:
                let style = BlockStyle(inner: 12, epsilon: 0.01, activation: .quickGELU, isCausal: true)
                let block = try TransformerBlock(source, width: 8, heads: 2, depth: 1, style: style)
                return { block($0, lengths: [3, 2], on: $1) }
            case .attentionPool:
                let pool = try AttentionPool(source, width: 8, heads: 2, style: BlockStyle(inner: 12, epsilon: 0.01))
                return { pool($0, on: $1) }
            case .residualHead:
                let head = try ResidualHead(source, from: 8, inner: 12, to: 5)
                return { head($0, on: $1) }
            }
        }
    }

    @Test(arguments: Layer.allCases)
    func theGradientIsTheSlope(layer: Layer) throws {
        var generator = Generator(seed: 12)
        func normal(_ shape: [Int]) -> Tensor {
            Tensor((0..<shape.reduce(1, *)).map { _ in generator.normal() }, shape: shape)
        }
        let source = ParameterSource(fresh: Generator(seed: 5))
        let apply = try layer.build(source)
        // Off the beginning, where gains are one and shifts zero.
        for (_, parameter) in source.made {
            Arithmetic.add(normal(parameter.value.shape), to: parameter.value, scale: 0.1)
        }
        let x = Parameter(normal([2, 3, 8]))
        let weights = normal(layer == .attentionPool ? [2, 8] : [2, 3, layer == .residualHead ? 5 : 8])
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            let y = apply(tape.leaf(x), tape)
            let sum = zip(y.value.values, weights.values).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            return (tape, tape.record(Tensor([sum], shape: [1])) { y.add(gradient: scaled(weights, $0.memory[0])) })
        }
        func scaled(_ tensor: Tensor, _ by: Float) -> Tensor {
            Tensor(tensor.values.map { $0 * by }, shape: tensor.shape)
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        for (key, parameter) in source.made + [("x", x)] {
            for at in stride(from: 0, to: parameter.value.count, by: max(1, parameter.value.count / 12)) {
                let (kept, step) = (parameter.value.memory[at], Float(1e-2))
                parameter.value.memory[at] = kept + step
                let above = loss().1.value.values[0]
                parameter.value.memory[at] = kept - step
                let below = loss().1.value.values[0]
                parameter.value.memory[at] = kept
                let slope = (above - below) / (2 * step)
                let gradient = parameter.gradient.memory[at]
                #expect(abs(slope - gradient) <= tolerance * max(1, abs(slope)), "\(layer) \(key) at \(at)")
            }
        }
    }

    @Test func whatIsFixedIsNotAmongWhatIsTrained() throws {
        let source = ParameterSource(fresh: Generator(seed: 1))
        _ = try Linear(source.fixed.at("low").at("map"), from: 2, to: 2)
        _ = try Linear(source.at("high"), from: 2, to: 2)
        #expect(source.made.map(\.key) == ["low.map.weight", "low.map.bias", "high.weight", "high.bias"])
        #expect(source.trained.map(\.key) == ["high.weight", "high.bias"])
    }
}
