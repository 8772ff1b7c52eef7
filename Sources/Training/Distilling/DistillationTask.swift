public import Encoders
public import Tensors

/// A student learns to do as a teacher does on the same pictures and texts.
///
/// MiniLM's losses (Wang et al. 2020, arXiv 2002.10957, section 3) on the last blocks of both towers, whose widths and
/// depths may differ; and, ours, two on what a search sees: the shares that a softmax over the teacher's cosines gives to
/// the products of a batch, which keeps its ranking, and its vectors themselves where they are as long.
public struct DistillationTask: TrainingTask {
    /// What the families weigh. MiniLM sums its two; the others are ours.
    public struct Settings: Codable, Hashable, Sendable {
        /// Of L_AT and L_VR, means over both towers.
        public var attention: Float = 1
        public var values: Float = 1
        /// Of the order of products, in the pairs of views that `views` weighs.
        public var ranking: Float = 1
        /// Of the distance to the teacher's own vectors; left out where they are of another length.
        public var vectors: Float = 1
        /// Of the ordinary contrastive loss on click pairs, by its own settings.
        public var contrastive: Float = 0
        /// What the teacher's and the student's cosines are divided by before they are shares.
        public var temperature: Float = 0.05
        public var views = ContrastiveTask.ViewWeights()
        public init() {}

        /// Whether relations count at all.
        var relates: Bool { attention > 0 || values > 0 }
    }

    public let settings: Settings
    /// What is left out, and why, in words.
    public let remarks: [String]
    private let teacher: EmbeddingModel
    private let contrastive: ContrastiveTask
    /// The towers whose relations are compared.
    private let relating: (pictures: Bool, texts: Bool)

    /// - Parameter contrastive: Settings of the contrastive loss, where it counts.
    /// - Throws: `TrainingError.unfitStudent` where the student does not see what the teacher sees, or its heads are not
    ///   as many.
    public init(
        _ teacher: EmbeddingModel, student: JointEncoder, _ settings: Settings = Settings(),
        contrastive: ContrastiveTask.Settings = ContrastiveTask.Settings()
    ) throws(TrainingError) {
        (self.teacher, self.settings) = (teacher, settings)
        self.contrastive = ContrastiveTask(contrastive)
        if let reason = Self.misreading(teacher, student) {
            throw .unfitStudent(teacher: teacher.name, reason: reason)
        }
        var remarks: [String] = []
        if settings.vectors > 0, teacher.dimension != student.config.dimension {
            remarks.append(
                "the student's vectors are of \(student.config.dimension) numbers, the teacher's of "
                    + "\(teacher.dimension): its ranking is learnt, not its vectors themselves")
        }
        relating = try Self.relating(teacher, student, settings, &remarks)
        self.remarks = remarks
    }

    public func loss(
        _ batch: TrainingBatch, _ encoder: JointEncoder, recomputing: Bool = false, on tape: Tape
    ) -> (loss: Variable, terms: [(name: String, value: Float)]) {
        let (pictures, texts) = (Lesson(), Lesson())
        let taking = (relating.pictures ? pictures.taking : nil, relating.texts ? texts.taking : nil)
        let wanted = batch.views(teacher.encoder, on: tape.silent(), observedBy: taking)
        let dimension = encoder.config.dimension
        let picture = encoder.side(
            ofPictures: batch.pixels, recomputing: recomputing, on: tape,
            observedBy: relating.pictures ? pictures.asking : nil)
        let text = encoder.side(
            ofTexts: batch.tokens, recomputing: recomputing, on: tape, observedBy: relating.texts ? texts.asking : nil)
        func side(_ wide: Variable) -> Variable {
            wide.value.columns == dimension ? wide : tape.columns(wide, 0..<dimension)
        }
        let views = batch.views(picture: side(picture), text: side(text), encoder, on: tape)
        func relations(_ kind: Int) -> [(Variable, Float)] {
            // A batch may have no picture at all.
            [picture, text].filter { $0.value.columns == dimension + 2 && $0.value.rows > 0 }.map {
                (tape.columns($0, (dimension + kind)..<(dimension + kind + 1)), 1)
            }
        }
        var families = [
            LossFamily("attention", settings.attention, relations(0)),
            LossFamily("values", settings.values, relations(1)),
            ranking(views, wanted, on: tape), vectors(views, wanted, on: tape),
        ]
        if settings.contrastive > 0 {
            families += contrastive.families(of: views, batch, on: tape).map { family in
                LossFamily(family.name, family.weight * settings.contrastive, family.rows)
            }
        }
        return tape.sum(families)
    }

    /// The triggers and offers of a batch as products alike: (2 B, D) each.
    private func products(_ views: TrainingBatch.AllViews, on tape: Tape) -> TrainingBatch.Views {
        TrainingBatch.Views(
            i: tape.concatenateRows([views.trigger.i, views.offer.i]),
            t: tape.concatenateRows([views.trigger.t, views.offer.t]),
            m: tape.concatenateRows([views.trigger.m, views.offer.m]))
    }

    private func ranking(
        _ views: TrainingBatch.AllViews, _ wanted: TrainingBatch.AllViews, on tape: Tape
    ) -> LossFamily {
        guard settings.ranking > 0 else { return LossFamily("ranking", 0, []) }
        let (own, given, weights) = (products(views, on: tape), products(wanted, on: tape.silent()), settings.views)
        typealias View = KeyPath<TrainingBatch.Views, Variable>
        // Asked with the first, found by the second.
        let compared: [(View, View, weight: Float)] = [
            (\.i, \.i, weights.ii), (\.m, \.m, weights.mm), (\.t, \.t, weights.tt), (\.i, \.m, weights.im),
            (\.t, \.m, weights.tm), (\.i, \.t, weights.it / 2), (\.t, \.i, weights.it / 2),
        ].filter { $0.2 > 0 }
        return LossFamily(
            "ranking", settings.ranking,
            compared.map { asked, found, weight in
                let losses = tape.agreement(
                    own[keyPath: asked], own[keyPath: found],
                    with: (given[keyPath: asked].value, given[keyPath: found].value),
                    temperature: settings.temperature, skipsSelf: asked == found)
                return (losses, weight)
            })
    }

    private func vectors(
        _ views: TrainingBatch.AllViews, _ wanted: TrainingBatch.AllViews, on tape: Tape
    ) -> LossFamily {
        let (own, given) = (products(views, on: tape), products(wanted, on: tape.silent()))
        guard settings.vectors > 0, own.m.value.columns == given.m.value.columns else {
            return LossFamily("vectors", 0, [])
        }
        return LossFamily(
            "vectors", settings.vectors,
            [(own.i, given.i), (own.t, given.t), (own.m, given.m)].map { (tape.distance($0, from: $1.value), 1) })
    }
}

extension DistillationTask {
    /// In words what the student reads otherwise than the teacher; nil where both read the same.
    private static func misreading(_ teacher: EmbeddingModel, _ student: JointEncoder) -> String? {
        let (one, other) = (teacher.config, student.config)
        if one.image.preprocessing != other.image.preprocessing {
            return "the student prepares pictures otherwise than the teacher does"
        }
        if one.text.length != other.text.length {
            return "the student reads \(other.text.length) tokens of a text, the teacher \(one.text.length)"
        }
        let (known, words) = (teacher.encoder.text.tokens.value.rows, student.text.tokens.value.rows)
        return known == words ? nil : "the student knows \(words) words, the teacher \(known)"
    }

    /// Which towers' relations can be compared; what cannot for want of like rows is remarked upon.
    private static func relating(
        _ teacher: EmbeddingModel, _ student: JointEncoder, _ settings: Settings, _ remarks: inout [String]
    ) throws(TrainingError) -> (pictures: Bool, texts: Bool) {
        guard settings.relates else { return (false, false) }
        let (given, own) = (LastBlock.ofTowers(teacher.encoder), LastBlock.ofTowers(student))
        func fits(_ what: String, _ given: LastBlock?, _ own: LastBlock?) throws(TrainingError) -> Bool {
            guard let given, let own else {
                remarks.append(
                    "the relations of \(what) are left out: the \(own == nil ? "student" : "teacher") has no attention")
                return false
            }
            guard given.rows == own.rows, given.isCausal == own.isCausal else {
                remarks.append(
                    "the relations of \(what) are left out: the student makes \(own.words), the teacher \(given.words)")
                return false
            }
            guard given.heads == own.heads else {
                throw .unfitStudent(
                    teacher: teacher.name,
                    reason: "of \(what), the student's last block has \(own.heads) heads and the teacher's "
                        + "\(given.heads); relations need as many: give the student \(given.heads), or set distillation.task.attention "
                        + "and .values to 0")
            }
            return true
        }
        return (try fits("pictures", given.pictures, own.pictures), try fits("texts", given.texts, own.texts))
    }
}

extension LastBlock {
    fileprivate var words: String { "\(rows) rows" + (isCausal ? " that see those before them alone" : "") }
}
