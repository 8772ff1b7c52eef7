public import Tensors

extension Tape {
    /// How far the order of candidates is from a teacher's: for unit rows v (Q, D) and candidates o (N, D), each row's
    /// KL(softmax(S'_i / T) || softmax(S_i / T)), where S = v o' and S' are the teacher's cosines.
    ///
    /// - Parameters:
    ///   - teacher: Its unit rows for the same questions (Q, E) and candidates (N, E).
    ///   - skipsSelf: Whether candidate i is no candidate of row i: its own cosine with itself says nothing.
    /// - Returns: The loss of each row (Q).
    public func agreement(
        _ v: Variable, _ o: Variable, with teacher: (v: Tensor, o: Tensor), temperature: Float, skipsSelf: Bool
    ) -> Variable {
        let own = Similarity(v, o)
        let given = Similarity(Variable(teacher.v), Variable(teacher.o))
        let (count, columns) = (own.rows, own.columns)
        precondition(given.rows == count && given.columns == columns, "a teacher's row for each of the student's")
        func shares(_ similarity: Similarity) -> (shares: Tensor, sums: Tensor) {
            let shares = Tensor(similarity.values.values, shape: [count, columns])
            // Far below any cosine: its share of the sum is nothing.
            if skipsSelf { for i in 0..<min(count, columns) { shares.memory[i * columns + i] = -1e6 } }
            return (shares, Arithmetic.softmaxRows(shares, scale: 1 / temperature))
        }
        let (mine, wanted) = (shares(own), shares(given))
        let losses = Tensor(uninitialized: [count])
        for i in 0..<count {
            let (share, own, given) = (wanted.shares.memory + i * columns, own.row(i), given.row(i))
            var apart: Float = 0
            for j in 0..<columns where share[j] > 0 { apart += share[j] * (given[j] - own[j]) }
            losses.memory[i] = apart / temperature + (mine.sums.memory[i] - wanted.sums.memory[i])
        }
        return record(losses) { gradient in
            for i in 0..<count {
                let slope = gradient.memory[i] / temperature
                for at in (i * columns)..<((i + 1) * columns) {
                    mine.shares.memory[at] = slope * (mine.shares.memory[at] - wanted.shares.memory[at])
                }
            }
            own.flowBack(mine.shares)
        }
    }

    /// How far unit rows v (n, D) are from unit rows of a teacher (n, D): one minus the cosine of each two (n), which is
    /// half their squared distance.
    public func distance(_ v: Variable, from teacher: Tensor) -> Variable {
        precondition(v.value.shape == teacher.shape, "\(v.value.shape) against \(teacher.shape)")
        let (rows, wide) = (v.value.rows, v.value.columns)
        let losses = Tensor(uninitialized: [rows])
        for r in 0..<rows {
            var squares: Float = 0
            for at in (r * wide)..<((r + 1) * wide) {
                let apart = v.value.memory[at] - teacher.memory[at]
                squares += apart * apart
            }
            losses.memory[r] = squares / 2
        }
        return record(losses) { gradient in
            let dx = v.gradientToAdd()
            for r in 0..<rows {
                for at in (r * wide)..<((r + 1) * wide) {
                    dx.memory[at] += gradient.memory[r] * (v.value.memory[at] - teacher.memory[at])
                }
            }
        }
    }
}
