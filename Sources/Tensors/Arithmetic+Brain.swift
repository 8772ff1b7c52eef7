import COneDNN

extension Arithmetic {
    /// c (m, n) = op(a) op(b), or c += where `added`: as the product of f32, with factors of bf16 and sums of f32.
    ///
    /// Where the processor does not multiply bf16 the same values are multiplied as f32: slower, and equal but for the
    /// order of the sums.
    public static func product(
        _ a: BrainTensor, _ b: BrainTensor, into c: Tensor, m: Int, n: Int, k: Int, transposing factor: Factor? = nil,
        added: Bool = false, threads: Int = Self.threads
    ) {
        guard m > 0, n > 0 else { return }
        guard Precision.native == .brain else {
            let (a, b) = (a.widened, b.widened)
            return product(
                a.memory, b.memory, into: c.memory, m: m, n: n, k: k, transposing: factor, beta: added ? 1 : 0,
                threads: threads)
        }
        let (ta, tb) = (factor == .first, factor == .second)
        let (lda, ldb) = (ta ? m : k, tb ? k : n)
        let byRows = m >= n
        inParallel(byRows ? m : n, grain: 16, threads: threads) { part in
            let from = part.lowerBound
            let done =
                byRows
                ? od_mixed_product(
                    od_bf16, a.memory + (ta ? from : from * k), ta, lda, b.memory, tb, ldb, c.memory + from * n, n,
                    part.count, n, k, added)
                : od_mixed_product(
                    od_bf16, a.memory, ta, lda, b.memory + (tb ? from * k : from), tb, ldb, c.memory + from, n, m,
                    part.count, k, added)
            precondition(done, "oneDNN multiplies any matrices that fit their strides")
        }
    }
}
