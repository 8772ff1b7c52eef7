import CKernels

extension Tape {
    /// x + down(activation(up(norm(x)))), or without `norm` of x itself, in bf16 as one operation: x (..., D), and what
    /// stands between the products is bf16 too. The residual, norms and sums are f32.
    public func feedForward(
        _ x: Variable, norm: Normalization?, up: LinearMap, down: LinearMap, activation: Activation
    ) -> Variable {
        let start = BranchRows(x, norm)
        let (rows, inner) = (x.value.rows, up.weight.value.rows)
        let (y, u) = (Tensor(uninitialized: x.value.shape), BrainTensor(uninitialized: [rows, inner]))
        // Where the way back is recorded, u keeps the slopes of the activation.
        let h = isRecording ? BrainTensor(uninitialized: [rows, inner]) : u
        inParallel(rows, grain: 16) {
            let (at, count) = ($0.lowerBound, $0.count)
            start.read($0)
            up.map(start.n, into: u, rows: $0, on: self)
            activation.apply(u.row(at), into: isRecording ? h.row(at) : nil, count: count * inner)
            start.add(h, through: down, to: y, rows: $0, on: self)
        }
        return record(y) { [threads, gradients] gradient in
            let g = BrainTensor(gradient: gradient, bias: gradients[down.bias])
            down.flowBack(g, from: h, threads: threads, gradients)
            let dh = down.roundedSlopes(g, threads: threads)
            ck_slopes_bf16(dh.memory, u.memory, gradients[up.bias].memory, rows, inner)
            up.flowBack(dh, from: start.n, threads: threads, gradients)
            start.flowBack(up.slopes(dh, threads: threads), past: gradient, threads: threads, gradients)
        }
    }
}

extension Activation {
    /// Applies itself to x in place; or, where `y` is given, to y, and leaves the slopes in x: `count` values of bf16.
    fileprivate func apply(_ x: UnsafeMutablePointer<UInt16>, into y: UnsafeMutablePointer<UInt16>?, count: Int) {
        switch (self, y) {
        case (.none, let y?):
            y.update(from: x, count: count)
            x.update(repeating: 0x3F80, count: count)  // one
        case (.none, nil): break
        case (.gelu, let y?): ck_gelu_bf16_slope(x, y, count)
        case (.gelu, nil): ck_gelu_bf16(x, count)
        case (.exactGELU, let y?): ck_gelu_erf_bf16_slope(x, y, count)
        case (.exactGELU, nil): ck_gelu_erf_bf16(x, count)
        case (.quickGELU, let y?): ck_gelu_quick_bf16_slope(x, y, count)
        case (.quickGELU, nil): ck_gelu_quick_bf16(x, count)
        }
    }
}
