import CKernels

extension Tape {
    /// Layer normalisation of the rows of x (..., D) with gain and shift (D) (Ba et al. 2016).
    public func layerNorm(_ x: Variable, gain: Parameter, shift: Parameter, epsilon: Float = 1e-5) -> Variable {
        let (rows, wide) = (x.value.rows, x.value.columns)
        let y = Tensor(uninitialized: x.value.shape)
        let (mean, rstd) = (Tensor(uninitialized: [rows]), Tensor(uninitialized: [rows]))
        inParallel(rows, grain: 32) {
            let at = $0.lowerBound
            ck_layer_norm(
                x.value.memory + at * wide, gain.value.memory, shift.value.memory, y.memory + at * wide,
                mean.memory + at, rstd.memory + at, $0.count, wide, epsilon)
        }
        return record(y) { [threads, gradients] gradient in
            Normalization(gain: gain, shift: shift, epsilon: epsilon).flowBack(
                gradient, from: x.value, mean: mean, rstd: rstd, into: x.gradientToAdd(), threads: threads, gradients)
        }
    }

    /// The rows of x (..., D) at length one.
    public func normalizeRows(_ x: Variable) -> Variable {
        let (rows, wide) = (x.value.rows, x.value.columns)
        let y = Tensor(uninitialized: x.value.shape)
        let inverse = Tensor(uninitialized: [rows])
        ck_normalize(x.value.memory, y.memory, inverse.memory, rows, wide)
        return record(y) { gradient in
            ck_normalize_backward(
                y.memory, inverse.memory, gradient.memory, x.gradientToAdd().memory, rows, wide)
        }
    }
}

extension Normalization {
    /// The way back: adds to the gradient of x and to those of gain and shift, given that of the result.
    func flowBack(
        _ gradient: Tensor, from x: Tensor, mean: Tensor, rstd: Tensor, into dx: Tensor, threads parts: Int,
        _ gradients: GradientStore
    ) {
        let (rows, wide) = (x.rows, x.columns)
        // Each part sums gains and shifts on its own; they are added in a fixed order, so runs repeat exactly.
        let sums = Tensor(zeros: [parts, 2, wide])
        Arithmetic.inParallel(parts, threads: parts) {
            for part in $0 {
                let (at, end) = (rows * part / parts, rows * (part + 1) / parts)
                ck_layer_norm_backward(
                    x.memory + at * wide, gain.value.memory, mean.memory + at, rstd.memory + at,
                    gradient.memory + at * wide, dx.memory + at * wide, sums.memory + part * 2 * wide,
                    sums.memory + (part * 2 + 1) * wide, end - at, wide)
            }
        }
        for part in 0..<parts {
            ck_axpy(1, sums.memory + part * 2 * wide, gradients[gain].memory, wide)
            ck_axpy(1, sums.memory + (part * 2 + 1) * wide, gradients[shift].memory, wide)
        }
    }
}
