/// What the three products of a linear map multiply, in the tape's precision: the input x (rows, in), the weight
/// (out, in), and on the way back the gradient of the result (rows, out).
///
/// In bf16 each is rounded once and multiplied twice.
struct LinearFactors {
    private let x: Tensor
    private let weight: Parameter
    private let brain: BrainTensor?
    private let threads: Int
    private let rows, wide, out: Int

    init(_ x: Tensor, _ weight: Parameter, _ precision: Precision, threads: Int) {
        (self.x, self.weight, self.threads) = (x, weight, threads)
        (rows, wide, out) = (x.rows, x.columns, weight.value.shape[0])
        brain = precision != .single ? BrainTensor(rounding: x, threads: threads) : nil
    }

    /// y (rows, out) = x weight', or y += where `added`.
    func forward(into y: Tensor, added: Bool) {
        if let brain {
            return Arithmetic.inParallel(rows, grain: 16, threads: threads) {
                weight.forwardFactor.product(
                    brain.memory + $0.lowerBound * wide, rows: $0.count, into: y.memory + $0.lowerBound * out,
                    added: added)
            }
        }
        Arithmetic.product(
            x.memory, weight.value.memory, into: y.memory, m: rows, n: out, k: wide, transposing: .second,
            beta: added ? 1 : 0, threads: threads)
    }

    /// The gradients of the input, where asked for, written or added as `kept` says, and of the weights, added.
    func backward(_ gradient: Tensor, input: (gradient: Tensor, kept: Float)?, weights: Tensor) {
        if let brain {
            let slopes = BrainTensor(rounding: gradient, threads: threads)
            if let input {
                Arithmetic.inParallel(rows, grain: 16, threads: threads) {
                    weight.backwardFactor.product(
                        slopes.memory + $0.lowerBound * out, rows: $0.count,
                        into: input.gradient.memory + $0.lowerBound * wide, added: input.kept > 0)
                }
            }
            return Arithmetic.product(
                slopes, brain, into: weights, m: out, n: wide, k: rows, transposing: .first, added: true,
                threads: threads)
        }
        if let input {
            Arithmetic.product(
                gradient.memory, weight.value.memory, into: input.gradient.memory, m: rows, n: wide, k: out,
                beta: input.kept, threads: threads)
        }
        Arithmetic.product(
            gradient.memory, x.memory, into: weights.memory, m: out, n: wide, k: rows, transposing: .first, beta: 1,
            threads: threads)
    }
}
