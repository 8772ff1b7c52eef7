public import Encoders
public import Tensors

/// What a training makes better: one number of a batch.
public protocol TrainingTask: Sendable {
    /// The loss of a batch, and its families for the eye, unweighted.
    ///
    /// - Parameter recomputing: Whether the towers' activations are computed once more on the way back.
    func loss(
        _ batch: TrainingBatch, _ encoder: JointEncoder, recomputing: Bool, on tape: Tape
    ) -> (loss: Variable, terms: [(name: String, value: Float)])
}

/// Losses of one kind under a common name and weight.
struct LossFamily {
    let name: String
    var weight: Float
    /// Losses of rows, with what each weighs within the family.
    let rows: [(losses: Variable, weight: Float)]

    init(_ name: String, _ weight: Float, _ rows: [(losses: Variable, weight: Float)]) {
        (self.name, self.weight, self.rows) = (name, weight, rows)
    }

    private var sum: Float { rows.map(\.weight).reduce(0, +) }

    /// The means of the losses, weighed among themselves.
    var value: Float { rows.map { $0.losses.mean * $0.weight }.reduce(0, +) / sum }

    /// The losses with what each weighs in the end.
    var terms: [(losses: Variable, weight: Float)] {
        let sum = sum
        return rows.map { ($0.losses, weight * $0.weight / sum) }
    }

    var counts: Bool { weight > 0 && sum > 0 }
}

extension Tape {
    /// The weighted sum of the families that count, and each family's value.
    func sum(_ families: [LossFamily]) -> (loss: Variable, terms: [(name: String, value: Float)]) {
        let counting = families.filter(\.counts)
        return (weighted(counting.flatMap(\.terms)), counting.map { ($0.name, $0.value) })
    }
}
