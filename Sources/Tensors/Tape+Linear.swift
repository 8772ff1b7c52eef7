import CKernels

/// What follows a linear map.
public enum Activation: String, Codable, Sendable {
    case none, gelu
    /// GELU by the error function, as BERT has it.
    case exactGELU
}

extension Tape {
    /// y = activation(x W' + bias): x (..., in), weight (out, in), bias (out), y (..., out).
    public func linear(
        _ x: Variable, weight: Parameter, bias: Parameter?, activation: Activation = .none
    ) -> Variable {
        let (rows, wide, out) = (x.value.rows, x.value.columns, weight.value.shape[0])
        precondition(weight.value.shape == [out, wide], "weight \(weight.value.shape) against \(wide) columns")
        let y = Tensor(uninitialized: Array(x.value.shape.dropLast()) + [out])
        Arithmetic.product(
            x.value.memory, weight.value.memory, into: y.memory, m: rows, n: out, k: wide, transposing: .second)
        precondition(activation != .exactGELU || bias != nil, "the exact GELU is worked out together with a bias")
        let result = activation == .none ? y : Tensor(uninitialized: y.shape)
        if let bias {
            Arithmetic.inParallel(rows, grain: 64) {
                let at = $0.lowerBound * out
                if activation == .exactGELU {
                    // y keeps the slope for the way back.
                    ck_bias_gelu_erf_slope(y.memory + at, bias.value.memory, result.memory + at, $0.count, out)
                } else {
                    ck_add_bias(y.memory + at, bias.value.memory, $0.count, out)
                }
            }
        }
        if activation == .gelu {
            Arithmetic.inParallel(y.count, grain: 1 << 14) {
                ck_gelu(y.memory + $0.lowerBound, result.memory + $0.lowerBound, $0.count)
            }
        }
        return record(result) { gradient in
            var dy = gradient
            if activation == .gelu {
                dy = Tensor(uninitialized: y.shape)
                Arithmetic.inParallel(y.count, grain: 1 << 14) {
                    let at = $0.lowerBound
                    ck_gelu_backward(y.memory + at, gradient.memory + at, dy.memory + at, $0.count)
                }
            }
            if activation == .exactGELU {
                dy = Tensor(uninitialized: y.shape)
                Arithmetic.inParallel(y.count, grain: 1 << 14) {
                    for at in $0 { dy.memory[at] = gradient.memory[at] * y.memory[at] }
                }
            }
            if x.needsGradient {
                let dx = x.gradientToAdd()
                Arithmetic.product(dy.memory, weight.value.memory, into: dx.memory, m: rows, n: wide, k: out, beta: 1)
            }
            Arithmetic.product(
                dy.memory, x.value.memory, into: weight.gradient.memory, m: out, n: wide, k: rows, transposing: .first,
                beta: 1)
            if let bias { ck_sum_rows(dy.memory, bias.gradient.memory, rows, out) }
        }
    }

    /// Patches of pictures as rows: x (B, H, W, C) gives (B, h * w, size * size * C), where h and w count the places
    /// `step` apart; with a linear map after it this is a convolution. Outside the picture there is zero.
    public func unfold(_ x: Variable, size: Int, step: Int, padding: Int) -> Variable {
        let shape = x.value.shape
        precondition(shape.count == 4 && shape[1] + 2 * padding >= size && shape[2] + 2 * padding >= size)
        let (height, width, channels) = (shape[1], shape[2], shape[3])
        let high = (height + 2 * padding - size) / step + 1
        let wide = (width + 2 * padding - size) / step + 1
        let patches = Tensor(uninitialized: [shape[0], high * wide, size * size * channels])
        let (from, to) = (height * width * channels, patches.count / max(1, shape[0]))
        Arithmetic.inParallel(shape[0]) {
            for b in $0 {
                ck_unfold(
                    x.value.memory + b * from, patches.memory + b * to, height, width, channels, size, step, padding)
            }
        }
        guard x.needsGradient else { return Variable(patches, needsGradient: false) }
        return record(patches) { gradient in
            let dx = x.gradientToAdd()
            Arithmetic.inParallel(shape[0]) {
                for b in $0 {
                    ck_fold(
                        gradient.memory + b * to, dx.memory + b * from, height, width, channels, size, step, padding)
                }
            }
        }
    }
}
