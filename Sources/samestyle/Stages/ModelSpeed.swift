import Encoders
import Pictures

/// How many inputs a second a model embeds on this machine, in batches.
struct ModelSpeed: Encodable {
    var pictures = 0.0
    var texts = 0.0

    private static let batch = 32
    private static let rounds = 5
    /// About what a title and a few fields are.
    private static let text = "women's short cotton dress with a round neck . red . dresses . soft and light for summer"

    /// The best of some rounds for each model, taken in turns, so that what else the machine does hits all alike.
    static func measure(_ models: [EmbeddingModel]) -> [ModelSpeed] {
        var speeds = models.map { _ in ModelSpeed() }
        let clock = ContinuousClock()
        for round in 0...rounds {
            for (at, model) in models.enumerated() {
                let side = model.config.image.preprocessing.size
                let picture = Picture(width: side, height: side, filled: (120, 130, 140))
                let pictures = clock.measure {
                    _ = model.embed(pictures: [Picture](repeating: picture, count: batch))
                }
                let texts = clock.measure { _ = model.embed(texts: [String](repeating: text, count: batch)) }
                // The first round packs the weights.
                guard round > 0 else { continue }
                speeds[at].pictures = max(speeds[at].pictures, Double(batch) / (pictures / .seconds(1)))
                speeds[at].texts = max(speeds[at].texts, Double(batch) / (texts / .seconds(1)))
            }
        }
        return speeds
    }
}
