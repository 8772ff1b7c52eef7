import CKernels

extension Tape {
    /// x (B, T, D) with the learnt `row` (D) before the rows of each of the batch: (B, T + 1, D).
    public func precede(_ x: Variable, with row: Parameter) -> Variable {
        let (batch, time, wide) = (x.value.shape[0], x.value.shape[1], x.value.shape[2])
        precondition(row.value.count == wide, "a row of \(row.value.count) before rows of \(wide)")
        let y = Tensor(uninitialized: [batch, time + 1, wide])
        for b in 0..<batch {
            let place = y.memory + b * (time + 1) * wide
            place.update(from: row.value.memory, count: wide)
            (place + wide).update(from: x.value.memory + b * time * wide, count: time * wide)
        }
        return record(y) { [gradients] gradient in
            let (dx, slopes) = (x.gradientToAdd(), gradients[row])
            for b in 0..<batch {
                let place = gradient.memory + b * (time + 1) * wide
                ck_axpy(1, place, slopes.memory, wide)
                ck_axpy(1, place + wide, dx.memory + b * time * wide, time * wide)
            }
        }
    }

    /// Row `places[b]` of the T rows of each of the batch: x (B, T, D) gives (B, D).
    public func pickRows(_ x: Variable, _ places: [Int]) -> Variable {
        let (batch, time, wide) = (x.value.shape[0], x.value.shape[1], x.value.shape[2])
        precondition(places.count == batch && places.allSatisfy { 0..<time ~= $0 }, "a place for each of the batch")
        return gatherRows(reshape(x, [batch * time, wide]), places.enumerated().map { $0 * time + $1 })
    }
}
