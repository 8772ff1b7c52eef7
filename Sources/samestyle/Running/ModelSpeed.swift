import Encoders
import Pictures

/// How long a model takes on this machine for a picture and a text, prepared and encoded: milliseconds each, the best of
/// several tries.
struct ModelSpeed: Encodable {
    /// One at a time.
    private(set) var picture = Double.infinity
    private(set) var text = Double.infinity
    /// Of 32 at a time, each.
    private(set) var pictureOf32 = Double.infinity
    private(set) var textOf32 = Double.infinity

    enum CodingKeys: String, CodingKey {
        case picture = "picture_ms"
        case text = "text_ms"
        case pictureOf32 = "picture_ms_by_32"
        case textOf32 = "text_ms_by_32"
    }

    private static let tries = 5
    private static let words = "red cotton dress with long sleeves and a round neck . red . dresses . light, for summer"

    /// Of each model, all taken in turns, so that what else the machine does hits all alike.
    static func measure(_ models: [EmbeddingModel]) -> [ModelSpeed] {
        var speeds = models.map { _ in ModelSpeed() }
        for _ in 0..<tries { for (at, model) in models.enumerated() { speeds[at].take(model) } }
        return speeds
    }

    /// One try more; the first of all also packs the weights, and is never the best.
    private mutating func take(_ model: EmbeddingModel) {
        let side = 2 * model.config.image.preprocessing.size
        let drawn = Picture(
            width: side, height: side,
            pixels: (0..<(side * side * 3)).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / side) })
        func keep(_ best: inout Double, _ count: Int, _ work: () -> [Float]) {
            best = min(best, ContinuousClock().measure { _ = work() } / .milliseconds(count))
        }
        keep(&picture, 1) { model.embed(pictures: [drawn]) }
        keep(&text, 1) { model.embed(texts: [Self.words]) }
        keep(&pictureOf32, 32) { model.embed(pictures: [Picture](repeating: drawn, count: 32)) }
        keep(&textOf32, 32) { model.embed(texts: (1...32).map { "\(Self.words) \($0)" }) }
    }
}
