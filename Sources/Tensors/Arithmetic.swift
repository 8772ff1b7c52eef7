import CKernels
import COneDNN
import COpenBLAS
import Dispatch
import Glibc

/// Products and sums over whole tensors, on both cores.
public enum Arithmetic {
    /// How many threads share a piece of work; the libraries' own pools are set to the same number.
    public static let threads: Int = {
        let threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        openblas_set_num_threads(Int32(threads))
        return threads
    }()

    /// One of the two factors of a product.
    public enum Factor: Sendable { case first, second }

    /// c (m, n) = alpha * op(a) op(b) + beta * c, where a is (m, k), or (k, m) where transposed,
    /// and b (k, n), or (n, k); on `threads` threads.
    public static func product(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>, m: Int, n: Int,
        k: Int, transposing factor: Factor? = nil, alpha: Float = 1, beta: Float = 0, threads: Int = Self.threads
    ) {
        guard m > 0, n > 0 else { return }
        let (ta, tb) = (factor == .first, factor == .second)
        let (lda, ldb) = (ta ? m : k, tb ? k : n)
        // A small tile is one thread's work and costs oneDNN more to prepare than to do: tiles run in parallel.
        if m * n * k <= 262_144 {
            return cblas_sgemm(
                CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, Int32(m), Int32(n),
                Int32(k), alpha, a, Int32(lda), b, Int32(ldb), beta, c, Int32(n))
        }
        // Each core works out its own rows of c, or its own columns where there are more of them.
        if m >= n {
            inParallel(m, grain: 16, threads: threads) { rows in
                let from = a + (ta ? rows.lowerBound : rows.lowerBound * k)
                multiply(
                    from, ta, lda, b, tb, ldb, c + rows.lowerBound * n, n, m: rows.count, n: n, k: k, alpha, beta)
            }
        } else {
            inParallel(n, grain: 16, threads: threads) { columns in
                let from = b + (tb ? columns.lowerBound * k : columns.lowerBound)
                multiply(
                    a, ta, lda, from, tb, ldb, c + columns.lowerBound, n, m: m, n: columns.count, k: k, alpha, beta)
            }
        }
    }

    private static func multiply(
        _ a: UnsafePointer<Float>, _ ta: Bool, _ lda: Int, _ b: UnsafePointer<Float>, _ tb: Bool, _ ldb: Int,
        _ c: UnsafeMutablePointer<Float>, _ ldc: Int, m: Int, n: Int, k: Int, _ alpha: Float, _ beta: Float
    ) {
        let done = od_product(a, ta, lda, b, tb, ldb, c, ldc, m, n, k, alpha, beta)
        precondition(done, "oneDNN multiplies any matrices that fit their strides")
    }

    /// Runs `body` over parts of 0..<count, at least `grain` in each, on `threads` threads.
    public static func inParallel(
        _ count: Int, grain: Int = 1, threads: Int = Self.threads, _ body: (Range<Int>) -> Void
    ) {
        let parts = min(threads, max(1, count / max(1, grain)))
        guard parts > 1 else { return body(0..<count) }
        withoutActuallyEscaping(body) { body in
            // The parts never overlap, and this call outlives them.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                body((count * part / parts)..<(count * (part + 1) / parts))
            }
        }
    }

    /// Puts the softmax of x * scale in place of the rows of x (rows, columns); gives log sum exp of each (rows).
    public static func softmaxRows(_ x: Tensor, scale: Float) -> Tensor {
        let sums = Tensor(uninitialized: [x.rows])
        inParallel(x.rows, grain: 64) {
            let at = $0.lowerBound
            ck_log_sums(x.memory + at * x.columns, sums.memory + at, $0.count, x.columns, scale)
        }
        return sums
    }

    /// A number that tells the bits of these values from others, going on from `seed`.
    public static func fingerprint(of x: Tensor, from seed: UInt64) -> UInt64 {
        ck_fingerprint(x.memory, x.count * MemoryLayout<Float>.size, seed)
    }

    /// target += source, of the same count.
    public static func add(_ source: Tensor, to target: Tensor, scale: Float = 1) {
        inParallel(source.count, grain: 1 << 15) { range in
            ck_axpy(
                scale, source.memory + range.lowerBound, target.memory + range.lowerBound, range.count)
        }
    }
}
