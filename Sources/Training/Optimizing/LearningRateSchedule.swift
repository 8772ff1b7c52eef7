import Glibc

/// Warm-up from zero, then a cosine down to a hundredth of the peak (Loshchilov & Hutter 2017).
public struct LearningRateSchedule: Codable, Hashable, Sendable {
    public var peak: Float
    /// The share of the training that warms up.
    public var warmup: Double

    public init(peak: Float = 1e-3, warmup: Double = 0.05) {
        self.peak = peak
        self.warmup = warmup
    }

    /// The rate when `done`, 0 to 1, of the training is over.
    public func rate(at done: Double) -> Float {
        let done = min(1, max(0, done))
        if done < warmup { return peak * Float(max(done, 1e-3) / warmup) }
        let phase = (done - warmup) / (1 - warmup)
        return peak * Float(0.01 + 0.99 * 0.5 * (1 + cos(.pi * phase)))
    }
}
