import CKernels

/// Where a branch of a transformer block starts and ends, in bf16: the rows x (..., D) of the residual, and n (rows, D),
/// what the branch reads of them: their normalisation, or themselves, rounded.
struct BranchRows {
    let x: Variable
    let n: BrainTensor
    private let norm: Normalization?
    private let mean, rstd: Tensor

    init(_ x: Variable, _ norm: Normalization?) {
        (self.x, self.norm) = (x, norm)
        n = BrainTensor(uninitialized: [x.value.rows, x.value.columns])
        (mean, rstd) = (Tensor(uninitialized: [n.rows]), Tensor(uninitialized: [n.rows]))
    }

    /// Writes these rows of n.
    func read(_ rows: Range<Int>) {
        let (at, wide) = (rows.lowerBound, n.columns)
        let from = x.value.memory + at * wide
        guard let norm else { return ck_round_bf16(from, n.row(at), rows.count * wide) }
        ck_layer_norm_bf16(
            from, norm.gain.value.memory, norm.shift.value.memory, n.row(at), mean.memory + at, rstd.memory + at,
            rows.count, wide, norm.epsilon)
    }

    /// Writes these rows of y = x + bias + branch weight', where branch (rows, inner) is what the branch made of n.
    func add(_ branch: BrainTensor, through map: LinearMap, to y: Tensor, rows: Range<Int>, on tape: Tape) {
        let (at, wide) = (rows.lowerBound, n.columns)
        ck_sum_bias(x.value.memory + at * wide, map.bias.value.memory, y.memory + at * wide, rows.count, wide)
        if tape.multipliesBytes, let bytes = map.weight.bytes {
            return bytes.product(branch.row(at), rows: rows.count, addedTo: y.memory + at * wide)
        }
        map.weight.forwardFactor.product(branch.row(at), rows: rows.count, into: y.memory + at * wide, added: true)
    }

    /// The way back through n, given its gradient (rows, D), and past it, given that of y, which is handed on.
    func flowBack(_ slopes: Tensor, past gradient: Tensor, threads: Int, _ gradients: GradientStore) {
        x.add(gradient: gradient)
        let dx = x.gradientToAdd()
        guard let norm else { return ck_axpy(1, slopes.memory, dx.memory, dx.count) }
        norm.flowBack(
            slopes, from: x.value, mean: mean, rstd: rstd, into: dx, threads: threads, gradients)
    }
}

extension LinearMap {
    /// These rows of y = n weight' + bias, rounded.
    func map(_ n: BrainTensor, into y: BrainTensor, rows: Range<Int>, on tape: Tape) {
        let (from, to) = (n.row(rows.lowerBound), y.row(rows.lowerBound))
        if tape.multipliesBytes, let bytes = weight.bytes {
            return bytes.product(from, rows: rows.count, bias: bias.value.memory, rounded: to)
        }
        weight.forwardFactor.product(from, rows: rows.count, bias: bias.value.memory, rounded: to)
    }

    /// The way back through y = x weight' + bias of bf16: adds to the gradients of both, given that of y, g (rows, out).
    /// That of the bias is its caller's.
    func flowBack(_ g: BrainTensor, from x: BrainTensor, threads: Int, _ gradients: GradientStore) {
        Arithmetic.product(
            g, x, into: gradients[weight], m: g.columns, n: x.columns, k: g.rows, transposing: .first, added: true,
            threads: threads)
    }

    /// The gradient of x (rows, in), given that of y (rows, out).
    func slopes(_ g: BrainTensor, threads: Int) -> Tensor {
        let dx = Tensor(uninitialized: [g.rows, weight.value.columns])
        Arithmetic.inParallel(g.rows, grain: 16, threads: threads) {
            weight.backwardFactor.product(
                g.row($0.lowerBound), rows: $0.count, into: dx.memory + $0.lowerBound * dx.columns)
        }
        return dx
    }

    /// The same, rounded.
    func roundedSlopes(_ g: BrainTensor, threads: Int) -> BrainTensor {
        let dx = BrainTensor(uninitialized: [g.rows, weight.value.columns])
        Arithmetic.inParallel(g.rows, grain: 16, threads: threads) {
            weight.backwardFactor.product(g.row($0.lowerBound), rows: $0.count, rounded: dx.row($0.lowerBound))
        }
        return dx
    }
}

extension BrainTensor {
    /// The gradient of y, rounded; that of the bias gets the sum of its rows.
    convenience init(gradient: Tensor, bias: Tensor) {
        self.init(uninitialized: [gradient.rows, gradient.columns])
        ck_round_sum_bf16(gradient.memory, memory, bias.memory, rows, columns)
    }
}
