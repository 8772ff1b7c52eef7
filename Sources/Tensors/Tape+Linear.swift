import CKernels

/// What follows a linear map.
public enum Activation: String, Codable, Sendable {
    case none, gelu
    /// GELU by the error function, as BERT has it.
    case exactGELU
    /// x s(1.702 x), s the logistic function, as the first CLIP has it.
    case quickGELU
}

extension Tape {
    /// y = activation(x W' + bias), or residual + x W' + bias: x (..., in), weight (out, in), bias (out), y (..., out).
    ///
    /// What follows the product is done in the same pass over its result.
    public func linear(
        _ x: Variable, weight: Parameter, bias: Parameter, activation: Activation = .none,
        addedTo residual: Variable? = nil
    ) -> Variable {
        let (rows, wide, out) = (x.value.rows, x.value.columns, weight.value.shape[0])
        precondition(weight.value.shape == [out, wide], "weight \(weight.value.shape) against \(wide) columns")
        precondition(residual == nil || activation == .none, "a residual is added to what no activation follows")
        inputs?.note(x.value, of: weight)
        let y = Tensor(uninitialized: Array(x.value.shape.dropLast()) + [out])
        if let residual {
            precondition(residual.value.count == y.count, "\(residual.value.shape) + \(y.shape)")
            inParallel(rows, grain: 64) {
                let at = $0.lowerBound * out
                ck_sum_bias(residual.value.memory + at, bias.value.memory, y.memory + at, $0.count, out)
            }
        }
        let factors = LinearFactors(x.value, weight, precision, threads: threads)
        factors.forward(into: y, added: residual != nil)
        // Where the way back is recorded, y keeps the slope of the activation.
        let slopes = activation != .none && isRecording
        let result = slopes ? Tensor(uninitialized: y.shape) : y
        if residual == nil {
            inParallel(rows, grain: 64) {
                let at = $0.lowerBound * out
                let (y, result) = (y.memory + at, result.memory + at)
                switch activation {
                case .none: ck_add_bias(y, bias.value.memory, $0.count, out)
                case .gelu where slopes: ck_bias_gelu_slope(y, bias.value.memory, result, $0.count, out)
                case .gelu: ck_bias_gelu(y, bias.value.memory, $0.count, out)
                case .exactGELU where slopes: ck_bias_gelu_erf_slope(y, bias.value.memory, result, $0.count, out)
                case .exactGELU: ck_bias_gelu_erf(y, bias.value.memory, $0.count, out)
                case .quickGELU where slopes: ck_bias_gelu_quick_slope(y, bias.value.memory, result, $0.count, out)
                case .quickGELU: ck_bias_gelu_quick(y, bias.value.memory, $0.count, out)
                }
            }
        }
        return record(result) { [threads, gradients] gradient in
            if slopes {
                Arithmetic.inParallel(y.count, grain: 1 << 14, threads: threads) {
                    ck_multiply(y.memory + $0.lowerBound, gradient.memory + $0.lowerBound, $0.count)
                }
            }
            factors.backward(
                gradient, input: x.needsGradient ? x.gradientToWrite() : nil, weights: gradients[weight])
            ck_sum_rows(gradient.memory, gradients[bias].memory, rows, out)
            residual?.add(gradient: gradient)
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
        inParallel(shape[0]) {
            for b in $0 {
                ck_unfold(
                    x.value.memory + b * from, patches.memory + b * to, height, width, channels, size, step, padding)
            }
        }
        guard x.needsGradient else { return Variable(patches, needsGradient: false) }
        return record(patches) { [threads] gradient in
            let dx = x.gradientToAdd()
            Arithmetic.inParallel(shape[0], threads: threads) {
                for b in $0 {
                    ck_fold(
                        gradient.memory + b * to, dx.memory + b * from, height, width, channels, size, step, padding)
                }
            }
        }
    }
}
