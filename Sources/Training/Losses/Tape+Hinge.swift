public import Tensors

extension Tape {
    /// The unit of the paper's losses PPM and PDC (Chen et al., WWW 2023, section 3): for unit rows v (B, D) and their
    /// partners o (B, D), S = v o', each row's `(1/B) sum_j max(0, S_ij - S_ii + margin)`, j = i counted as zero.
    ///
    /// PPM takes a view of the trigger and the offer's joint view; PDC a view of a product and its own joint view.
    /// - Parameter excused: Pairs (i, j) that are no negatives of each other.
    /// - Returns: The loss of each row (B).
    public func hinge(
        _ v: Variable, _ o: Variable, margin: Float, excused: @escaping (Int, Int) -> Bool = { _, _ in false }
    ) -> Variable {
        let similarity = Similarity(v, o)
        let count = similarity.rows
        let losses = Tensor(zeros: [count])
        for i in 0..<count {
            let row = similarity.row(i)
            var sum: Float = 0
            for j in 0..<count where j != i && !excused(i, j) { sum += max(0, row[j] - row[i] + margin) }
            losses.memory[i] = sum / Float(count)
        }
        return record(losses) { gradient in
            let slopes = Tensor(zeros: [count, count])
            for i in 0..<count {
                let (row, slope) = (similarity.row(i), slopes.memory + i * count)
                for j in 0..<count where j != i && !excused(i, j) && row[j] - row[i] + margin > 0 {
                    slope[j] += gradient.memory[i] / Float(count)
                    slope[i] -= gradient.memory[i] / Float(count)
                }
            }
            similarity.flowBack(slopes)
        }
    }
}

/// The cosines of every row of one matrix with every row of another, and the way back.
struct Similarity {
    let v, o: Variable
    /// (Q, N).
    let values: Tensor
    var rows: Int { values.shape[0] }
    var columns: Int { values.shape[1] }

    /// Unit rows v (Q, D) and o (N, D).
    init(_ v: Variable, _ o: Variable) {
        precondition(v.value.columns == o.value.columns, "rows of one dimension")
        (self.v, self.o) = (v, o)
        let (rows, columns) = (v.value.rows, o.value.rows)
        values = Tensor(uninitialized: [rows, columns])
        Arithmetic.product(
            v.value.memory, o.value.memory, into: values.memory, m: rows, n: columns, k: v.value.columns,
            transposing: .second)
    }

    func row(_ i: Int) -> UnsafeMutablePointer<Float> { values.memory + i * columns }

    /// Adds the gradients of v and o, given that of the cosines (Q, N).
    func flowBack(_ slopes: Tensor) {
        let wide = v.value.columns
        Arithmetic.product(
            slopes.memory, o.value.memory, into: v.gradientToAdd().memory, m: rows, n: wide, k: columns, beta: 1)
        Arithmetic.product(
            slopes.memory, v.value.memory, into: o.gradientToAdd().memory, m: columns, n: wide, k: rows,
            transposing: .first, beta: 1)
    }
}
