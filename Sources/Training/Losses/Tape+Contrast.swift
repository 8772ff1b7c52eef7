public import Tensors

extension Tape {
    /// InfoNCE (van den Oord et al. 2018), ours beside the paper's unit: for unit rows v (Q, D) and candidates o (N, D),
    /// each row's `-log(exp(S_it / T) / sum_j exp(S_ij / T))`, where t is the row's partner.
    ///
    /// - Parameters:
    ///   - partners: For each row of v its partner among o; row i of as many where nil.
    ///   - excused: Pairs (i, j) that are no negatives of each other: they leave the sum.
    /// - Returns: The loss of each row (Q).
    public func contrast(
        _ v: Variable, _ o: Variable, partners: [Int]? = nil, temperature: Float,
        excused: (Int, Int) -> Bool = { _, _ in false }
    ) -> Variable {
        let similarity = Similarity(v, o)
        let (count, columns) = (similarity.rows, similarity.columns)
        let partners = partners ?? Array(0..<count)
        precondition(partners.count == count && partners.allSatisfy { $0 < columns }, "a partner for each row")
        let shares = Tensor(similarity.values.values, shape: [count, columns])
        for i in 0..<count {
            let share = shares.memory + i * columns
            // Far below any cosine: its share of the sum is nothing.
            for j in 0..<columns where j != partners[i] && excused(i, j) { share[j] = -1e6 }
        }
        let losses = Arithmetic.softmaxRows(shares, scale: 1 / temperature)
        for i in 0..<count { losses.memory[i] -= similarity.row(i)[partners[i]] / temperature }
        return record(losses) { gradient in
            for i in 0..<count {
                let (share, slope) = (shares.memory + i * columns, gradient.memory[i] / temperature)
                share[partners[i]] -= 1
                for j in 0..<columns { share[j] *= slope }
            }
            similarity.flowBack(shares)
        }
    }

    /// The sum of weighted means of rows of losses: one number.
    public func weighted(_ terms: [(losses: Variable, weight: Float)]) -> Variable {
        var sum: Float = 0
        for (losses, weight) in terms { sum += weight * losses.mean }
        return record(Tensor([sum], shape: [1])) { gradient in
            for (losses, weight) in terms {
                let (slopes, count) = (losses.gradientToAdd(), losses.value.count)
                for at in 0..<count { slopes.memory[at] += gradient.memory[0] * weight / Float(count) }
            }
        }
    }
}

extension Variable {
    /// The mean of the values.
    var mean: Float {
        var sum: Float = 0
        for at in 0..<value.count { sum += value.memory[at] }
        return sum / Float(max(1, value.count))
    }
}
