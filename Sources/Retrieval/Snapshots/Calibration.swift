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
    /// click joins (Platt 1999). As many of each, so the prior is even; too few keep the standing values.
    public static func fitted(pairs: [Float], others: [Float]) -> Calibration {
        guard pairs.count >= 20, others.count >= 20 else { return Calibration() }
        let points =
            pairs.map { (x: Double($0), y: 1.0, weight: 0.5 / Double(pairs.count)) }
            + others.map { (x: Double($0), y: 0.0, weight: 0.5 / Double(others.count)) }
        var (slope, offset) = (10.0, -5.0)
        // Newton's steps, with a little ridge so that separable points keep a finite slope.
        for _ in 0..<50 {
            var (gradientSlope, gradientOffset) = (1e-4 * slope, 0.0)
            var (ss, so, oo) = (1e-4, 0.0, 1e-9)
            for point in points {
                let p = 1 / (1 + exp(-(slope * point.x + offset)))
                let (error, curve) = (point.weight * (p - point.y), point.weight * p * (1 - p))
                gradientSlope += error * point.x
                gradientOffset += error
                ss += curve * point.x * point.x
                so += curve * point.x
                oo += curve
            }
            let determinant = ss * oo - so * so
            guard determinant > 1e-15 else { break }
            slope -= (oo * gradientSlope - so * gradientOffset) / determinant
            offset -= (ss * gradientOffset - so * gradientSlope) / determinant
        }
        guard slope.isFinite, offset.isFinite, slope > 0 else { return Calibration() }
        return Calibration(slope: slope, offset: offset)
    }
}
