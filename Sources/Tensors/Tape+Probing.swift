import CKernels

extension Tape {
    /// Attention of one query to the rows of each of the batch, as pooling (Lee et al. 2019): query (1, D), keys and
    /// values side by side (B, T, 2 D), each of `heads` heads; the result is (B, D).
    public func probe(_ query: Variable, over keysAndValues: Variable, heads: Int) -> Variable {
        let shape = keysAndValues.value.shape
        let (batch, time, wide) = (shape[0], shape[1], shape[2] / 2)
        precondition(query.value.count == wide && wide % heads == 0, "\(query.value.shape) over \(shape)")
        let (size, scale) = (wide / heads, 1 / Float(wide / heads).squareRoot())
        let y = Tensor(zeros: [batch, wide])
        // (heads, B, T): how much each head takes of each row.
        let weights = Tensor(uninitialized: [heads, batch, time])
        inParallel(heads) {
            for head in $0 {
                let q = query.value.memory + head * size
                for b in 0..<batch {
                    let p = weights.memory + (head * batch + b) * time
                    let rows = keysAndValues.value.memory + b * time * 2 * wide + head * size
                    for t in 0..<time { p[t] = ck_dot(q, rows + t * 2 * wide, size) }
                    ck_softmax(p, 1, time, time, scale)
                    let place = y.memory + b * wide + head * size
                    for t in 0..<time { ck_axpy(p[t], rows + t * 2 * wide + wide, place, size) }
                }
            }
        }
        return record(y) { [threads] gradient in
            let (dq, dx) = (query.gradientToAdd(), keysAndValues.gradientToAdd())
            Arithmetic.inParallel(heads, threads: threads) {
                let dp = Tensor(uninitialized: [time])
                for head in $0 {
                    let q = query.value.memory + head * size
                    for b in 0..<batch {
                        let p = weights.memory + (head * batch + b) * time
                        let start = b * time * 2 * wide + head * size
                        let (rows, slopes) = (keysAndValues.value.memory + start, dx.memory + start)
                        let dy = gradient.memory + b * wide + head * size
                        for t in 0..<time {
                            dp.memory[t] = ck_dot(dy, rows + t * 2 * wide + wide, size)
                            ck_axpy(p[t], dy, slopes + t * 2 * wide + wide, size)
                        }
                        ck_softmax_backward(p, dp.memory, 1, time, scale)
                        for t in 0..<time {
                            ck_axpy(dp.memory[t], rows + t * 2 * wide, dq.memory + head * size, size)
                            ck_axpy(dp.memory[t], q, slopes + t * 2 * wide, size)
                        }
                    }
                }
            }
        }
    }
}
