/// Whom a training learns from, as its checkpoint carries it along.
public struct Distillation: Codable, Hashable, Sendable {
    /// The teacher's name.
    public var teacher = ""
    /// Of the teacher's weights: a resumed run learns from no others.
    public var fingerprint = ""
    public var task = DistillationTask.Settings()

    public init() {}
}

extension Distillation {
    /// The numbers that must be zero or more, by the path of each.
    var weights: [(String, Float)] {
        [
            ("attention", task.attention), ("values", task.values), ("ranking", task.ranking),
            ("vectors", task.vectors), ("contrastive", task.contrastive), ("views.ii", task.views.ii),
            ("views.im", task.views.im), ("views.tm", task.views.tm), ("views.mm", task.views.mm),
            ("views.it", task.views.it), ("views.tt", task.views.tt),
        ].map { ("distillation.task.\($0.0)", $0.1) }
    }

    /// What makes this nothing to learn by, beside a weight out of its range.
    var fault: String? {
        if !(0.001...10).contains(task.temperature) {
            return "distillation.task.temperature is \(task.temperature); it lies within 0.001...10"
        }
        let views = weights.filter { $0.0.contains(".views.") }.map(\.1).reduce(0, +)
        let counting = [task.attention, task.values, task.vectors, task.contrastive, views > 0 ? task.ranking : 0]
        return counting.allSatisfy { $0 == 0 } ? "distillation.task weighs nothing, so nothing would be learnt" : nil
    }
}
