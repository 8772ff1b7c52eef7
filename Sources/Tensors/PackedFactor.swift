import CKernels
import COneDNN

/// The second factor b (k, n) of products of bf16, a weight: rounded, and put once into the order in which they read it.
///
/// Where the processor does not multiply bf16 the same values are multiplied as f32: slower, and equal but for the order
/// of the sums.
final class PackedFactor: @unchecked Sendable {  // read alone, once it is made
    private let k, n: Int
    private let packed: OpaquePointer?
    /// What stands in for it, (k, n) or transposed as given.
    private let plain: Tensor?
    private let isTransposed: Bool

    /// - Parameters:
    ///   - values: b (k, n), or where `transposed` its transpose (n, k).
    ///   - native: Whether the processor multiplies bf16.
    init(_ values: Tensor, transposed: Bool, native: Bool = Precision.native == .brain) {
        (k, n) = transposed ? (values.columns, values.rows) : (values.rows, values.columns)
        isTransposed = transposed
        packed = native ? od_pack(values.memory, transposed, values.columns, k, n) : nil
        plain = packed == nil ? BrainTensor(rounding: values, threads: 1).widened : nil
    }

    deinit { od_packed_free(packed) }

    /// c (rows, n) = a b, or c += where `added`: a (rows, k); on the calling thread alone.
    func product(_ a: UnsafePointer<UInt16>, rows: Int, into c: UnsafeMutablePointer<Float>, added: Bool = false) {
        guard rows > 0 else { return }
        if let packed {
            let done = od_packed_product(a, packed, nil, c, od_f32, rows, added)
            return precondition(done, "oneDNN multiplies any matrices that fit their strides")
        }
        standIn(a, rows: rows, into: c, added: added)
    }

    /// c (rows, n) = a b + bias, rounded to bf16: a (rows, k), bias (n); on the calling thread alone.
    func product(
        _ a: UnsafePointer<UInt16>, rows: Int, bias: UnsafePointer<Float>? = nil,
        rounded c: UnsafeMutablePointer<UInt16>
    ) {
        guard rows > 0 else { return }
        if let packed {
            let done = od_packed_product(a, packed, bias, c, od_bf16, rows, false)
            return precondition(done, "oneDNN multiplies any matrices that fit their strides")
        }
        let sums = Tensor(uninitialized: [rows, n])
        standIn(a, rows: rows, into: sums.memory, added: false)
        if let bias { ck_add_bias(sums.memory, bias, rows, n) }
        ck_round_bf16(sums.memory, c, sums.count)
    }

    private func standIn(
        _ a: UnsafePointer<UInt16>, rows: Int, into c: UnsafeMutablePointer<Float>, added: Bool
    ) {
        guard let plain else { return }
        let wide = Tensor(uninitialized: [rows, k])
        ck_widen_bf16(a, wide.memory, wide.count)
        Arithmetic.product(
            wide.memory, plain.memory, into: c, m: rows, n: n, k: k, transposing: isTransposed ? .second : nil,
            beta: added ? 1 : 0, threads: 1)
    }
}
