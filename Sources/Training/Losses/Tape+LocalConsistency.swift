public import Tensors

extension Tape {
    /// Local consistency (Chen et al., WWW 2023, section 3, LC): over the k offers nearest to each trigger, how far the
    /// cosines of the transformed view stray: `mean_j max(0, (D_ij - D'_ij)^2 - margin)`.
    ///
    /// - Parameters: trigger, transformed and offers are unit rows (B, D); k is at most B.
    /// - Returns: The loss of each row (B).
    public func localConsistency(
        _ trigger: Variable, transformed: Variable, offers: Variable, nearest k: Int, margin: Float
    ) -> Variable {
        let (full, changed) = (Similarity(trigger, offers), Similarity(transformed, offers))
        let count = full.rows
        precondition(k >= 1 && k <= count, "a batch of \(count) has no \(k) nearest")
        let nearest = (0..<count).map { i in
            let row = full.row(i)
            return (0..<count).sorted { (row[$0], $1) > (row[$1], $0) }.prefix(k)
        }
        let losses = Tensor(zeros: [count])
        for i in 0..<count {
            for j in nearest[i] {
                let apart = full.row(i)[j] - changed.row(i)[j]
                losses.memory[i] += max(0, apart * apart - margin) / Float(k)
            }
        }
        return record(losses) { gradient in
            let (slopes, opposite) = (Tensor(zeros: [count, count]), Tensor(zeros: [count, count]))
            for i in 0..<count {
                for j in nearest[i] {
                    let apart = full.row(i)[j] - changed.row(i)[j]
                    guard apart * apart > margin else { continue }
                    slopes.memory[i * count + j] = 2 * apart * gradient.memory[i] / Float(k)
                    opposite.memory[i * count + j] = -slopes.memory[i * count + j]
                }
            }
            full.flowBack(slopes)
            changed.flowBack(opposite)
        }
    }
}
