import Foundation

/// From a cosine to the chance that two products are of one style, learnt when an index is built.
public struct Calibration: Codable, Hashable, Sendable {
    /// Confidence = 1 / (1 + exp(-(slope * cosine + offset))).
    public var slope: Double
    public var offset: Double

    public init(slope: Double = 12, offset: Double = -9) {
        (self.slope, self.offset) = (slope, offset)
    }

    public func confidence(_ cosine: Float) -> Double { 1 / (1 + exp(-(slope * Double(cosine) + offset))) }

    /// A logistic regression on the cosines of held-out click pairs against those of products of one category that no
    /// click joins (Platt 1999). Each side counts the same, so the prior is even; too few keep the standing values.
    public static func fitted(pairs: [Float], others: [Float]) -> Calibration {
        guard pairs.count >= 20, others.count >= 20 else { return Calibration() }
        // Platt's targets stop short of 0 and 1, so that points which a line parts keep a finite slope.
        let (n, m) = (Double(pairs.count), Double(others.count))
        let points =
            pairs.map { Point(x: Double($0), target: (n + 1) / (n + 2), weight: 0.5 / n) }
            + others.map { Point(x: Double($0), target: 1 / (m + 2), weight: 0.5 / m) }
        var found = Calibration()
        var loss = found.loss(points)
        for _ in 0..<100 {
            guard let step = found.newtonStep(points) else { break }
            // A whole step of Newton's may overshoot and then runs away: it is halved until the loss falls.
            var (share, next) = (1.0, found)
            repeat {
                next = Calibration(slope: found.slope - share * step.slope, offset: found.offset - share * step.offset)
                share /= 2
            } while next.loss(points) > loss && share > 1e-9
            let gained = loss - next.loss(points)
            guard gained > 0 else { break }
            (found, loss) = (next, next.loss(points))
            if gained < 1e-12 { break }
        }
        // A falling confidence would say that what is nearer is less alike: then nothing was learnt.
        return found.slope.isFinite && found.offset.isFinite && found.slope > 0 ? found : Calibration()
    }

    private struct Point {
        let x, target, weight: Double
    }

    /// The mean cross entropy.
    private func loss(_ points: [Point]) -> Double {
        points.reduce(0) { sum, point in
            let z = slope * point.x + offset
            // log(1 + e^z) - target z, without overflow.
            return sum + point.weight * (max(z, 0) + log1p(exp(-abs(z))) - point.target * z)
        }
    }

    /// What Newton's method would take away; nil where the points say nothing of the slope.
    private func newtonStep(_ points: [Point]) -> Calibration? {
        var (gradientSlope, gradientOffset) = (0.0, 0.0)
        var (ss, so, oo) = (0.0, 0.0, 0.0)
        for point in points {
            let p = 1 / (1 + exp(-(slope * point.x + offset)))
            let (error, curve) = (point.weight * (p - point.target), point.weight * p * (1 - p))
            gradientSlope += error * point.x
            gradientOffset += error
            ss += curve * point.x * point.x
            so += curve * point.x
            oo += curve
        }
        let determinant = ss * oo - so * so
        guard determinant > 1e-15 else { return nil }
        return Calibration(
            slope: (oo * gradientSlope - so * gradientOffset) / determinant,
            offset: (ss * gradientOffset - so * gradientSlope) / determinant)
    }
}
