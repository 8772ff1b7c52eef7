import Tensors
import Testing

/// Every operation's way back against central finite differences of its way forward.
@Suite struct GradientTests {
    /// How far a gradient in f32 may be from the finite difference: absolute, on values of order one.
    private static let tolerance: Float = 4e-3

    @Test(arguments: Operation.allCases)
    func theGradientIsTheSlope(_ operation: Operation) {
        var generator = Generator(seed: 7)
        let inputs = operation.shapes.map { Parameter(.normal($0, &generator)) }
        let weights = Tensor.normal([operation.apply(inputs, Tape()).value.count], &generator)
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            return (tape, tape.dot(operation.apply(inputs, tape), weights))
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        for input in inputs {
            for at in stride(from: 0, to: input.value.count, by: max(1, input.value.count / 25)) {
                let (kept, step) = (input.value.memory[at], Float(1e-2))
                input.value.memory[at] = kept + step
                let above = loss().1.value.values[0]
                input.value.memory[at] = kept - step
                let below = loss().1.value.values[0]
                input.value.memory[at] = kept
                let slope = (above - below) / (2 * step)
                let gradient = input.gradient.memory[at]
                #expect(abs(slope - gradient) <= Self.tolerance * max(1, abs(slope)), "\(operation) at \(at)")
            }
        }
    }
}

/// The operations of the tape, each on small shapes; inputs are leaves, so parameters stand for them.
enum Operation: CaseIterable {
    case linear, linearWithGELU, linearWithExactGELU, linearWithQuickGELU, linearWithResidual, convolution, layerNorm
    case normalizeRows, attention, maskedAttention, causalAttention, probe, precede, pickRows, add, positions, embedding
    case meanRows, concatenateRows, concatenateColumns, gatherRows, reshape, meanCells, columns
    case relations, maskedRelations, causalRelations, relationsBesideAttention

    var shapes: [[Int]] {
        switch self {
        case .linear, .linearWithGELU, .linearWithExactGELU, .linearWithQuickGELU: [[3, 5, 4], [6, 4], [6]]
        case .linearWithResidual: [[3, 5, 4], [4, 4], [4]]
        case .convolution: [[2, 5, 6, 3], [4, 27], [4]]
        case .layerNorm: [[5, 7], [7], [7]]
        case .normalizeRows: [[4, 6]]
        case .attention, .maskedAttention, .causalAttention: [[2, 5, 24]]
        case .probe: [[2, 5, 16], [1, 8]]
        case .precede: [[2, 3, 4], [4]]
        case .pickRows: [[2, 3, 4]]
        case .relations, .maskedRelations, .causalRelations, .relationsBesideAttention: [[2, 5, 24]]
        case .add: [[3, 4], [3, 4]]
        case .positions: [[2, 3, 4], [5, 4]]
        case .embedding: [[9, 4]]
        case .meanRows: [[2, 5, 3]]
        case .concatenateRows: [[2, 3], [4, 3]]
        case .concatenateColumns: [[3, 2], [3, 4]]
        case .gatherRows: [[4, 3], [3]]
        case .reshape, .columns: [[4, 6]]
        case .meanCells: [[2, 16, 3]]
        }
    }

    /// Packed rows of another width than the student's.
    private static let teacher: Tensor = {
        var generator = Generator(seed: 21)
        return .normal([2, 5, 36], &generator)
    }()

    func apply(_ inputs: [Parameter], _ tape: Tape) -> Variable {
        let x = tape.leaf(inputs[0])
        switch self {
        case .linear: return tape.linear(x, weight: inputs[1], bias: inputs[2])
        case .linearWithGELU: return tape.linear(x, weight: inputs[1], bias: inputs[2], activation: .gelu)
        case .linearWithResidual: return tape.linear(x, weight: inputs[1], bias: inputs[2], addedTo: x)
        case .linearWithExactGELU:
            return tape.linear(x, weight: inputs[1], bias: inputs[2], activation: .exactGELU)
        case .linearWithQuickGELU:
            return tape.linear(x, weight: inputs[1], bias: inputs[2], activation: .quickGELU)
        case .convolution:
            return tape.linear(tape.unfold(x, size: 3, step: 2, padding: 1), weight: inputs[1], bias: inputs[2])
        case .layerNorm: return tape.layerNorm(x, gain: inputs[1], shift: inputs[2])
        case .normalizeRows: return tape.normalizeRows(x)
        case .attention: return tape.attention(x, heads: 2)
        case .maskedAttention: return tape.attention(x, heads: 2, lengths: [3, 5])
        case .causalAttention: return tape.attention(x, heads: 2, lengths: [3, 5], causal: true)
        case .probe: return tape.probe(tape.leaf(inputs[1]), over: x, heads: 2)
        case .precede: return tape.precede(x, with: inputs[1])
        case .pickRows: return tape.pickRows(x, [2, 0])
        case .add: return tape.add(x, tape.leaf(inputs[1]))
        case .positions: return tape.add(positions: inputs[1], to: x)
        case .embedding: return tape.embedding([0, 3, 3, 8, 1, 0], time: 3, table: inputs[0])
        case .meanRows: return tape.meanRows(x, lengths: [2, 5])
        case .concatenateRows: return tape.concatenateRows([x, tape.leaf(inputs[1])])
        case .concatenateColumns: return tape.concatenateColumns([x, tape.leaf(inputs[1])])
        case .gatherRows: return tape.gatherRows(x, [2, -1, 0, 2], standIn: inputs[1])
        case .reshape: return tape.reshape(x, [3, 8])
        case .meanCells: return tape.meanCells(x, cells: 2)
        case .columns: return tape.columns(x, 1..<4)
        case .relations: return tape.relations(PackedAttention(qkv: x, heads: 2), like: Self.teacher)
        case .maskedRelations:
            return tape.relations(PackedAttention(qkv: x, heads: 2, lengths: [3, 5]), like: Self.teacher)
        case .causalRelations:
            let causal = PackedAttention(qkv: x, heads: 2, lengths: [3, 5], isCausal: true)
            return tape.relations(causal, like: Self.teacher)
        case .relationsBesideAttention:
            tape.attentions = AttentionNote()
            let attended = tape.reshape(tape.attention(x, heads: 2, lengths: [3, 5]), [2, 40])
            guard let read = tape.attentions?.newest else { preconditionFailure("an attention notes what it read") }
            return tape.concatenateColumns([attended, tape.relations(read, like: Self.teacher)])
        }
    }
}

extension Tensor {
    static func normal(_ shape: [Int], _ generator: inout Generator) -> Tensor {
        let count = shape.reduce(1, *)
        return Tensor((0..<count).map { _ in generator.normal() }, shape: shape)
    }
}

extension Tape {
    /// The sum of x * weights: one number.
    func dot(_ x: Variable, _ weights: Tensor) -> Variable {
        let sum = zip(x.value.values, weights.values).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return record(Tensor([sum], shape: [1])) { gradient in
            Arithmetic.add(weights, to: x.gradientToAdd(), scale: gradient.memory[0])
        }
    }
}
