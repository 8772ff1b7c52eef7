import Foundation

extension EvidenceModel {
    /// The model that fits labelled pairs best: logistic regression by Newton's method.
    ///
    /// The weights are held near those of `prior`, so that few pairs change it little, and what no pair shows - a
    /// conflict of numbers, say - keeps the weight it had. The same pairs always give the same model.
    ///
    /// - Parameter ridge: How strongly they are held; 1 is worth about one pair.
    public static func fit(
        _ pairs: [(PairEvidence, Bool)], from prior: EvidenceModel = .standard(for: .duplicate), ridge: Double = 0.1
    ) -> EvidenceModel {
        let rows = pairs.map { (values(of: $0.0), $0.1 ? 1.0 : 0.0) }
        return EvidenceModel(weights: fit(rows, from: prior.weights, ridge: ridge))
    }

    /// The same over any values: a weight for each.
    static func fit(_ rows: [([Double], Double)], from prior: [Double], ridge: Double) -> [Double] {
        precondition(ridge > 0, "without a ridge separable pairs have no best weights")
        let size = prior.count
        var weights = prior
        var cost = loss(weights, rows, prior, ridge)
        for _ in 0..<100 {
            var gradient = (0..<size).map { ridge * (weights[$0] - prior[$0]) }
            var curvature = (0..<size).map { i in (0..<size).map { i == $0 ? ridge : 0 } }
            for (x, label) in rows {
                let p = 1 / (1 + exp(-dot(weights, x)))
                for i in 0..<size where x[i] != 0 {
                    gradient[i] += (p - label) * x[i]
                    for j in 0..<size { curvature[i][j] += p * (1 - p) * x[i] * x[j] }
                }
            }
            let step = solve(curvature, gradient)
            var (scale, found) = (1.0, false)
            while scale > 1e-6, !found {
                let tried = (0..<size).map { weights[$0] - scale * step[$0] }
                let now = loss(tried, rows, prior, ridge)
                if now < cost - 1e-12 {
                    (weights, cost, found) = (tried, now, true)
                } else {
                    scale /= 2
                }
            }
            guard found else { break }
        }
        return weights
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    private static func loss(
        _ weights: [Double], _ rows: [([Double], Double)], _ prior: [Double], _ ridge: Double
    ) -> Double {
        let held = zip(weights, prior).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } * ridge / 2
        return rows.reduce(held) { sum, row in
            let z = dot(weights, row.0)
            // log(1 + e^z) that does not overflow.
            return sum + max(z, 0) + log1p(exp(-abs(z))) - row.1 * z
        }
    }

    /// Solves a symmetric positive definite system by Cholesky's method.
    private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        let size = right.count
        var lower = matrix
        for j in 0..<size {
            for k in 0..<j { lower[j][j] -= lower[j][k] * lower[j][k] }
            lower[j][j] = max(lower[j][j], 1e-12).squareRoot()
            for i in (j + 1)..<max(size, j + 1) {
                for k in 0..<j { lower[i][j] -= lower[i][k] * lower[j][k] }
                lower[i][j] /= lower[j][j]
            }
        }
        var x = right
        for i in 0..<size {
            for k in 0..<i { x[i] -= lower[i][k] * x[k] }
            x[i] /= lower[i][i]
        }
        for i in (0..<size).reversed() {
            for k in (i + 1)..<max(size, i + 1) { x[i] -= lower[k][i] * x[k] }
            x[i] /= lower[i][i]
        }
        return x
    }
}
