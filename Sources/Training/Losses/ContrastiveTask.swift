public import Encoders
public import Tensors

/// The joint contrastive loss over the views of click pairs: the paper's unit and InfoNCE side by side.
public struct ContrastiveTask: Sendable {
    /// What the families weigh, and their margins. The paper publishes none; these were chosen by held-out recall.
    public struct Settings: Codable, Hashable, Sendable {
        public var ppm: Float = 0.5
        public var pdc: Float = 0.2
        public var lc: Float = 0.2
        public var contrast: Float = 1
        /// Of PPM and PDC, in cosines.
        public var margin: Float = 0.3
        /// Of LC, in squared cosines.
        public var consistencyMargin: Float = 0.005
        /// k of LC.
        public var nearest = 10
        public var temperature: Float = 0.07
        public init() {}
    }

    public let settings: Settings

    public init(_ settings: Settings = Settings()) { self.settings = settings }

    /// The loss of a batch, and its families for the eye, unweighted.
    public func loss(
        _ batch: TrainingBatch, _ encoder: JointEncoder, on tape: Tape
    ) -> (loss: Variable, terms: [(name: String, value: Float)]) {
        let views = batch.views(encoder, on: tape)
        let (trigger, offer) = (views.trigger, views.offer)
        let excused = batch.excused
        let paired = [(trigger.i, offer.i), (trigger.i, offer.m), (trigger.t, offer.m), (trigger.m, offer.m)]
        let crossed = [(trigger.t, offer.i), (trigger.i, offer.t), (trigger.t, offer.t)]
        var families: [(name: String, weight: Float, rows: [Variable])] = []
        if settings.ppm > 0 {
            let rows = [trigger.m, trigger.t, trigger.i].map {
                tape.hinge($0, offer.m, margin: settings.margin, excused: excused)
            }
            families.append(("ppm", settings.ppm, rows))
        }
        if settings.pdc > 0 {
            let rows = [trigger.t, trigger.i].map {
                tape.hinge($0, trigger.m, margin: settings.margin, excused: excused)
            }
            families.append(("pdc", settings.pdc, rows))
        }
        if settings.lc > 0 {
            let rows = [trigger.t, trigger.i].map {
                tape.localConsistency(
                    trigger.m, transformed: $0, offers: offer.m, nearest: min(settings.nearest, batch.count),
                    margin: settings.consistencyMargin)
            }
            families.append(("lc", settings.lc, rows))
        }
        if settings.contrast > 0 {
            let rows = (paired + crossed).flatMap { pair in
                // Both ways: each trigger among offers, each offer among triggers.
                [(pair.0, pair.1), (pair.1, pair.0)].map {
                    tape.contrast($0.0, $0.1, temperature: settings.temperature, excused: excused)
                }
            }
            families.append(("contrast", settings.contrast, rows))
        }
        let terms = families.flatMap { family in
            family.rows.map { (losses: $0, weight: family.weight / Float(family.rows.count)) }
        }
        let values = families.map { family in
            (name: family.name, value: family.rows.map(\.mean).reduce(0, +) / Float(family.rows.count))
        }
        return (tape.weighted(terms), values)
    }
}
