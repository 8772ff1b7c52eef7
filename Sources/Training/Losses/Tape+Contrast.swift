import Glibc
public import Tensors

extension Tape {
    /// InfoNCE (van den Oord et al. 2018), ours beside the paper's unit: for unit rows v (B, D) and partners o (B, D),
    /// each row's `-log(exp(S_ii / t) / sum_j exp(S_ij / t))`.
    ///
    /// - Parameter excused: Pairs (i, j) that are no negatives of each other: they leave the sum.
    /// - Returns: The loss of each row (B).
    public func contrast(
        _ v: Variable, _ o: Variable, temperature: Float, excused: @escaping (Int, Int) -> Bool = { _, _ in false }
    ) -> Variable {
        let similarity = Similarity(v, o)
        let count = similarity.count
        let losses = Tensor(uninitialized: [count])
        let shares = Tensor(zeros: [count, count])
        for i in 0..<count {
            let (row, share) = (similarity.row(i), shares.memory + i * count)
            var (largest, sum) = (row[i], Float(0))
            for j in 0..<count where j == i || !excused(i, j) { largest = max(largest, row[j]) }
            for j in 0..<count where j == i || !excused(i, j) {
                share[j] = expf((row[j] - largest) / temperature)
                sum += share[j]
            }
            for j in 0..<count { share[j] /= sum }
            losses.memory[i] = logf(sum) - (row[i] - largest) / temperature
        }
        return record(losses) { gradient in
            let slopes = Tensor(uninitialized: [count, count])
            for i in 0..<count {
                for j in 0..<count {
                    let pull: Float = i == j ? 1 : 0
                    slopes.memory[i * count + j] =
                        (shares.memory[i * count + j] - pull) * gradient.memory[i] / temperature
                }
            }
            similarity.flowBack(slopes)
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
