import CKernels
import COneDNN

/// What the factors of large products are. Sums, weights, norms, softmax, losses and the optimizer are f32 always.
public enum Precision: String, Codable, Sendable {
    case single = "f32"
    case brain = "bf16"
    /// As bf16, but within the halves of transformer blocks the products of weights kept as bytes are of bytes; on the way
    /// forward alone, since nothing is learnt so.
    case bytes = "int8"

    /// The fastest that this processor multiplies: bf16 where it has AVX-512 BF16, and where a small product came out
    /// right.
    public static let native: Precision = ck_has_bf16() != 0 && multipliesBrain ? .brain : .single

    /// Whether a product of bf16 factors is done, and done right, here.
    private static var multipliesBrain: Bool {
        let (m, n, k) = (5, 7, 9)
        let values = (0..<((m + n) * k)).map { Float(($0 * 37) % 19 - 9) }
        let (a, b) = (
            Tensor(Array(values[..<(m * k)]), shape: [m, k]), Tensor(Array(values[(m * k)...]), shape: [n, k])
        )
        let (x, y) = (BrainTensor(rounding: a, threads: 1), BrainTensor(rounding: b, threads: 1))
        let c = Tensor(zeros: [m, n])
        guard od_mixed_product(od_bf16, x.memory, false, k, y.memory, true, k, c.memory, n, m, n, k, false) else {
            return false
        }
        // Small whole numbers are exact in bf16, and so are their sums in f32.
        return (0..<(m * n)).allSatisfy { at in
            c.memory[at] == (0..<k).reduce(0) { $0 + a.memory[at / n * k + $1] * b.memory[at % n * k + $1] }
        }
    }
}
