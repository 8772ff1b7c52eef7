import Layers
import Tensors
import Testing

/// Blocks in bf16, where a half of a block is one operation, against the same blocks in f32, operation by operation.
@Suite struct BrainBlockTests {
    /// bf16 keeps eight bits: how far the whole of a gradient may lie from that of f32, as a share of its length.
    private static let share: Float = 0.02
    /// Columns, heads and rows: an odd number of rows, and more than a register of columns.
    fileprivate static let (width, heads, time) = (40, 2, 19)

    enum Block: CaseIterable {
        case preNorm, causal, postNorm, pool

        func build(_ source: ParameterSource) throws -> (Variable, Tape) -> Variable {
            switch self {
            case .preNorm:
                let block = try TransformerBlock(
                    source, width: BrainBlockTests.width, heads: BrainBlockTests.heads, depth: 2)
                return { block($0, lengths: [BrainBlockTests.time, 7], on: $1) }
            case .causal:
                let style = BlockStyle(inner: 70, epsilon: 1e-5, activation: .quickGELU, isCausal: true)
                let block = try TransformerBlock(
                    source, width: BrainBlockTests.width, heads: BrainBlockTests.heads, depth: 2, style: style)
                return { block($0, lengths: [BrainBlockTests.time, 7], on: $1) }
            case .postNorm:
                let block = try PostNormBlock(
                    source, width: BrainBlockTests.width, heads: BrainBlockTests.heads, inner: 70, epsilon: 1e-5)
                return { block($0, lengths: [BrainBlockTests.time, 7], on: $1) }
            case .pool:
                let pool = try AttentionPool(
                    source, width: BrainBlockTests.width, heads: BrainBlockTests.heads, style: BlockStyle(inner: 70))
                return { pool($0, on: $1) }
            }
        }
    }

    /// The result and every gradient, in one order, by key.
    private func run(_ block: Block, _ precision: Precision, pieces: Int, recording: Bool) throws -> [(String, [Float])]
    {
        let source = ParameterSource(fresh: Generator(seed: 5))
        let apply = try block.build(source)
        var generator = Generator(seed: 6)
        let x = Parameter(
            Tensor(
                (0..<(2 * Self.time * Self.width)).map { _ in generator.normal() },
                shape: [2, Self.time, Self.width]))
        let tape = Tape(recording: recording)
        let y = tape.inPieces(pieces, precision: precision) { _, tape in apply(tape.leaf(x), tape) }
        let weights = Tensor((0..<y.value.count).map { _ in generator.normal() }, shape: y.value.shape)
        guard recording else { return [("y", y.value.values)] }
        let loss = tape.record(Tensor([0], shape: [1])) { _ in y.add(gradient: weights) }
        tape.backward(from: loss)
        return [("y", y.value.values), ("x", x.gradient.values)]
            + source.made.map { ($0.key, $0.parameter.gradient.values) }
    }

    @Test("values and gradients are those of f32 but for what rounding takes", arguments: Block.allCases, [1, 3])
    func gradients(_ block: Block, _ pieces: Int) throws {
        let single = try run(block, .single, pieces: pieces, recording: true)
        let brain = try run(block, .brain, pieces: pieces, recording: true)
        #expect(single[0].1 != brain[0].1, "something was rounded")
        for ((key, wanted), (_, seen)) in zip(single, brain) {
            let off = zip(wanted, seen).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            // A bias of keys moves every score of a row alike: its gradient is zero but for rounding.
            let length = wanted.reduce(0) { $0 + $1 * $1 }
            #expect(off.squareRoot() <= Self.share * length.squareRoot() + 0.02, "\(block) \(key)")
        }
    }

    @Test("an inference gives what a recorded way forward gives", arguments: Block.allCases)
    func inference(_ block: Block) throws {
        let recorded = try run(block, .brain, pieces: 1, recording: true)[0].1
        #expect(try run(block, .brain, pieces: 1, recording: false)[0].1 == recorded)
    }
}
