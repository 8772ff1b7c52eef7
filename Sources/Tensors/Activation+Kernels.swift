import CKernels

extension Activation {
    /// y = activation(x), over `count`.
    func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
        switch self {
        case .none: y.update(from: x, count: count)
        case .gelu: ck_gelu(x, y, count)
        case .exactGELU: ck_gelu_erf(x, y, count)
        }
    }

    /// dx = dy * activation'(x), over `count`.
    func applyBack(
        _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ dx: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        switch self {
        case .none: dx.update(from: dy, count: count)
        case .gelu: ck_gelu_backward(x, dy, dx, count)
        case .exactGELU: ck_gelu_erf_backward(x, dy, dx, count)
        }
    }
}
