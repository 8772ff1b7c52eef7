import Tensors

/// The most that this machine multiplies: a product of matrices of the reference model's feed-forward, on all threads.
enum ProductLimit {
    private static let (m, n, k) = (4160, 768, 192)

    /// Operations a second.
    static func measure(_ precision: Precision) -> Double {
        var generator = Generator(seed: 2)
        func noise(_ count: Int) -> Tensor {
            Tensor((0..<count).map { _ in Float.random(in: -1...1, using: &generator) }, shape: [count])
        }
        let (a, b, c) = (noise(m * k), noise(n * k), Tensor(uninitialized: [m, n]))
        let (roundA, roundB) = (BrainTensor(rounding: a), BrainTensor(rounding: b))
        func multiply() {
            switch precision {
            case .single:
                Arithmetic.product(a.memory, b.memory, into: c.memory, m: m, n: n, k: k, transposing: .second)
            case .brain, .bytes: Arithmetic.product(roundA, roundB, into: c, m: m, n: n, k: k, transposing: .second)
            }
        }
        multiply()
        let best = (0..<5).map { _ in duration { for _ in 0..<8 { multiply() } } }.min() ?? .nan
        return 8 * 2 * Double(m) * Double(n) * Double(k) / best
    }
}
