import Tensors

/// The two directions in which rows differ most, and where each row stands along them.
struct PrincipalComponents {
    /// A row's place along the first and the second, in the rows' own unit.
    let places: [SIMD2<Float>]
    /// The share of all variance that each accounts for.
    let shares: SIMD2<Double>

    private static let turns = 300

    /// - Parameter rows: (n, dimension).
    init(_ rows: [Float], dimension: Int) {
        let count = dimension > 0 ? rows.count / dimension : 0
        guard count > 1, rows.allSatisfy(\.isFinite) else {
            places = Array(repeating: .zero, count: count)
            shares = .zero
            return
        }
        var mean = [Double](repeating: 0, count: dimension)
        for at in 0..<count * dimension { mean[at % dimension] += Double(rows[at]) / Double(count) }
        let centred = (0..<count * dimension).map { rows[$0] - Float(mean[$0 % dimension]) }
        // (dimension, dimension): the scatter, whose first two eigenvectors are sought.
        var scatter = [Float](repeating: 0, count: dimension * dimension)
        Arithmetic.product(
            centred, centred, into: &scatter, m: dimension, n: dimension, k: count, transposing: .first)
        let total = (0..<dimension).reduce(0) { $0 + Double(scatter[$1 * dimension + $1]) }
        var found: [(direction: [Double], value: Double)] = []
        for _ in 0..<min(2, dimension) {
            found.append(Self.strongest(scatter, dimension, besides: found.map(\.direction)))
        }
        places = (0..<count).map { row in
            var place = SIMD2<Float>.zero
            for (axis, direction) in found.map(\.direction).enumerated() {
                place[axis] = Float(
                    (0..<dimension).reduce(0) { $0 + Double(centred[row * dimension + $1]) * direction[$1] })
            }
            return place
        }
        var shares = SIMD2<Double>.zero
        if total > 0 { for at in found.indices { shares[at] = found[at].value / total } }
        self.shares = shares
    }

    /// The eigenvector of the largest eigenvalue at right angles to `others`, by power iteration.
    private static func strongest(
        _ scatter: [Float], _ dimension: Int, besides others: [[Double]]
    ) -> (direction: [Double], value: Double) {
        // Any start will do that no eigenvector is likely to be at right angles to, as long as it is always the same.
        var generator = Generator(seed: 7)
        var direction = (0..<dimension).map { _ in Double(generator.normal()) }
        var value = 0.0
        for _ in 0..<turns {
            var next = scatter.withUnsafeBufferPointer { scatter in
                direction.withUnsafeBufferPointer { direction in
                    (0..<dimension).map { row in
                        var sum = 0.0
                        for at in 0..<dimension { sum += Double(scatter[row * dimension + at]) * direction[at] }
                        return sum
                    }
                }
            }
            for other in others {
                let along = zip(next, other).reduce(0) { $0 + $1.0 * $1.1 }
                for at in 0..<dimension { next[at] -= along * other[at] }
            }
            let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 1e-12 else { return (Array(repeating: 0, count: dimension), 0) }
            for at in 0..<dimension { next[at] /= length }
            let moved = zip(next, direction).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            (direction, value) = (next, length)
            if moved < 1e-12 { break }
        }
        // A direction and its opposite are the same; one of them is chosen, so that a map does not flip between pages.
        let largest = direction.max { abs($0) < abs($1) } ?? 0
        return (largest < 0 ? direction.map { -$0 } : direction, value)
    }
}
