import Encoders
import Pictures

/// How long a model takes on this machine for a picture and a text, prepared and encoded: milliseconds each, the best of
/// several tries.
struct ModelSpeed: Encodable {
    /// One at a time.
    let picture, text: Double
    /// Of 32 at a time, each.
    let pictureOf32, textOf32: Double

    private static let tries = 5

    init(of model: EmbeddingModel) {
        let side = 2 * model.config.image.preprocessing.size
        let drawn = Picture(
            width: side, height: side,
            pixels: (0..<(side * side * 3)).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / side) })
        let words = "red cotton dress with long sleeves, size 42"
        func best(_ count: Int, _ work: () -> [Float]) -> Double {
            let clock = ContinuousClock()
            let times = (0..<Self.tries).map { _ in clock.measure { _ = work() } }
            return (times.min() ?? .zero) / .milliseconds(count)
        }
        picture = best(1) { model.embed(pictures: [drawn]) }
        text = best(1) { model.embed(texts: [words]) }
        pictureOf32 = best(32) { model.embed(pictures: [Picture](repeating: drawn, count: 32)) }
        textOf32 = best(32) { model.embed(texts: (1...32).map { "\(words) \($0)" }) }
    }
}
