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
        // Pictures that find pictures are the hardest to learn and what a user asks most: they weigh most.
        let compared: [(Variable, Variable, weight: Float)] = [
            (trigger.i, offer.i, 3), (trigger.i, offer.m, 1), (trigger.t, offer.m, 1), (trigger.m, offer.m, 1),
            (trigger.t, offer.i, 1), (trigger.i, offer.t, 1), (trigger.t, offer.t, 0.5),
        ]
        var families: [(name: String, weight: Float, rows: [(losses: Variable, weight: Float)])] = []
        if settings.ppm > 0 {
            let rows = [trigger.m, trigger.t, trigger.i].map {
                (tape.hinge($0, offer.m, margin: settings.margin, excused: excused), Float(1))
            }
            families.append(("ppm", settings.ppm, rows))
        }
        if settings.pdc > 0 {
            let rows = [trigger.t, trigger.i].map {
                (tape.hinge($0, trigger.m, margin: settings.margin, excused: excused), Float(1))
            }
            families.append(("pdc", settings.pdc, rows))
        }
        if settings.lc > 0 {
            let rows = [trigger.t, trigger.i].map { view in
                let losses = tape.localConsistency(
                    trigger.m, transformed: view, offers: offer.m, nearest: min(settings.nearest, batch.count),
                    margin: settings.consistencyMargin)
                return (losses, Float(1))
            }
            families.append(("lc", settings.lc, rows))
        }
        if settings.contrast > 0 {
            // Both ways: each trigger among offers, each offer among triggers.
            let rows = compared.flatMap { one, other, weight in
                [(one, other), (other, one)].map { v, o in
                    (tape.contrast(v, o, temperature: settings.temperature, excused: excused), weight)
                }
            }
            families.append(("contrast", settings.contrast, rows))
        }
        let terms = families.flatMap { family in
            let sum = family.rows.map(\.weight).reduce(0, +)
            return family.rows.map { (losses: $0.losses, weight: family.weight * $0.weight / sum) }
        }
        let values = families.map { family in
            let sum = family.rows.map(\.weight).reduce(0, +)
            return (name: family.name, value: family.rows.map { $0.losses.mean * $0.weight }.reduce(0, +) / sum)
        }
        return (tape.weighted(terms), values)
    }
}
