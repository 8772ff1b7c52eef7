public import Encoders
public import Tensors

/// The joint contrastive loss over the views of click pairs: the paper's unit and InfoNCE side by side.
public struct ContrastiveTask: TrainingTask {
    /// What the families weigh, and their margins. The paper publishes none; these were chosen by held-out recall.
    public struct Settings: Codable, Hashable, Sendable {
        public var ppm: Float = 0.5
        public var pdc: Float = 0.2
        public var lc: Float = 0.2
        public var contrast: Float = 1
        /// Of "the same, but red": the questions of a batch.
        public var transfer: Float = 0.1
        /// Of PPM and PDC, in cosines.
        public var margin: Float = 0.3
        /// Of LC, in squared cosines.
        public var consistencyMargin: Float = 0.005
        /// k of LC.
        public var nearest = 10
        public var temperature: Float = 0.07
        /// What each pair of views weighs within InfoNCE. Pictures that find pictures are the hardest to learn and what a
        /// user asks most: they weigh most.
        public var views = ViewWeights()
        public init() {}
    }

    /// Weights of pairs of views, either of them the trigger's.
    public struct ViewWeights: Codable, Hashable, Sendable {
        public var ii: Float = 3
        public var im: Float = 1
        public var tm: Float = 1
        public var mm: Float = 1
        public var it: Float = 2
        public var tt: Float = 0.5
        public init() {}
    }

    public let settings: Settings

    public init(_ settings: Settings = Settings()) { self.settings = settings }

    private typealias Family = LossFamily

    public func loss(
        _ batch: TrainingBatch, _ encoder: JointEncoder, recomputing: Bool = false, on tape: Tape
    ) -> (loss: Variable, terms: [(name: String, value: Float)]) {
        let views = batch.views(encoder, recomputing: recomputing, on: tape)
        return tape.sum(families(of: views, batch, on: tape))
    }

    /// The families of the loss of a batch, of which the views are known.
    func families(of views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> [LossFamily] {
        [
            ppm(views, batch, on: tape), pdc(views, batch, on: tape), consistency(views, batch, on: tape),
            contrast(views, batch, on: tape), transfer(views, batch, on: tape),
        ]
    }

    /// Each view of the triggers against the offers' joint view.
    private func ppm(_ views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> Family {
        guard settings.ppm > 0 else { return Family("ppm", 0, []) }
        let rows = [views.trigger.m, views.trigger.t, views.trigger.i].map {
            (tape.hinge($0, views.offer.m, margin: settings.margin, excused: batch.excused), Float(1))
        }
        return Family("ppm", settings.ppm, rows)
    }

    /// Each masked view of the triggers against their own joint view.
    private func pdc(_ views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> Family {
        guard settings.pdc > 0 else { return Family("pdc", 0, []) }
        let rows = [views.trigger.t, views.trigger.i].map {
            (tape.hinge($0, views.trigger.m, margin: settings.margin, excused: batch.excused), Float(1))
        }
        return Family("pdc", settings.pdc, rows)
    }

    /// What the masked views make of the offers that are near to the joint view.
    private func consistency(_ views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> Family {
        guard settings.lc > 0 else { return Family("lc", 0, []) }
        let rows = [views.trigger.t, views.trigger.i].map { view in
            let losses = tape.localConsistency(
                views.trigger.m, transformed: view, offers: views.offer.m, nearest: min(settings.nearest, batch.count),
                margin: settings.consistencyMargin)
            return (losses, Float(1))
        }
        return Family("lc", settings.lc, rows)
    }

    /// Both ways: each trigger among offers, each offer among triggers.
    private func contrast(_ views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> Family {
        guard settings.contrast > 0 else { return Family("contrast", 0, []) }
        let (trigger, offer, weights) = (views.trigger, views.offer, settings.views)
        // A pair of views that differ is compared with either of them the trigger's.
        let compared: [(Variable, Variable, weight: Float)] = [
            (trigger.i, offer.i, weights.ii), (trigger.m, offer.m, weights.mm), (trigger.t, offer.t, weights.tt),
            (trigger.i, offer.m, weights.im), (trigger.t, offer.m, weights.tm),
            (trigger.i, offer.t, weights.it / 2), (trigger.t, offer.i, weights.it / 2),
        ].filter { $0.2 > 0 }
        let rows = compared.flatMap { one, other, weight in
            [(one, other), (other, one)].map { v, o in
                (tape.contrast(v, o, temperature: settings.temperature, excused: batch.excused), weight)
            }
        }
        return Family("contrast", settings.contrast, rows)
    }

    /// "The same, but red": a picture and words among all products of the batch; the one whose picture asks is a
    /// negative like the others.
    private func transfer(_ views: TrainingBatch.AllViews, _ batch: TrainingBatch, on tape: Tape) -> Family {
        guard settings.transfer > 0, let questions = views.questions else { return Family("transfer", 0, []) }
        let partners = batch.transfers.pairs.map { batch.count + $0 }
        let rows = [
            tape.concatenateRows([views.trigger.m, views.offer.m]),
            tape.concatenateRows([views.trigger.i, views.offer.i]),
        ].map { products in
            let losses = tape.contrast(
                questions, products, partners: partners, temperature: settings.temperature,
                excused: batch.transfers.excused)
            return (losses, Float(1))
        }
        return Family("transfer", settings.transfer, rows)
    }
}
