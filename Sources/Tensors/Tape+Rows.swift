import CKernels

extension Tape {
    /// The same values under another shape of the same count; nothing is copied.
    public func reshape(_ x: Variable, _ shape: [Int]) -> Variable {
        record(x.value.viewed(as: shape)) { gradient in x.add(gradient: gradient.viewed(as: x.value.shape)) }
    }

    /// x + y, of the same shape.
    public func add(_ x: Variable, _ y: Variable) -> Variable {
        precondition(x.value.shape == y.value.shape, "\(x.value.shape) + \(y.value.shape)")
        let sum = Tensor(uninitialized: x.value.shape)
        sum.memory.update(from: x.value.memory, count: sum.count)
        Arithmetic.add(y.value, to: sum)
        return record(sum) { gradient in
            Arithmetic.add(gradient, to: y.gradientToAdd())
            x.add(gradient: gradient)
        }
    }

    /// x (B, T, D) + positions: the first T rows of (at least T, D), the same for each of the batch.
    public func add(positions: Parameter, to x: Variable) -> Variable {
        let (batch, each) = (x.value.shape[0], x.value.shape[1] * x.value.columns)
        precondition(each <= positions.value.count, "more places than positions were learnt for")
        let sum = Tensor(uninitialized: x.value.shape)
        sum.memory.update(from: x.value.memory, count: sum.count)
        for b in 0..<batch { ck_axpy(1, positions.value.memory, sum.memory + b * each, each) }
        return record(sum) { [gradients] gradient in
            let slopes = gradients[positions]
            for b in 0..<batch { ck_axpy(1, gradient.memory + b * each, slopes.memory, each) }
            x.add(gradient: gradient)
        }
    }

    /// The rows of `table` (V, D) that `ids` names, as (ids / time, time, D).
    public func embedding(_ ids: [Int32], time: Int, table: Parameter) -> Variable {
        let wide = table.value.columns
        precondition(ids.count % time == 0, "\(ids.count) ids do not make rows of \(time)")
        let y = Tensor(uninitialized: [ids.count / time, time, wide])
        for (at, id) in ids.enumerated() {
            precondition(id >= 0 && Int(id) < table.value.rows, "token \(id) is not in the table")
            (y.memory + at * wide).update(from: table.value.memory + Int(id) * wide, count: wide)
        }
        return record(y) { [gradients] gradient in
            let slopes = gradients[table]
            for (at, id) in ids.enumerated() {
                ck_axpy(1, gradient.memory + at * wide, slopes.memory + Int(id) * wide, wide)
            }
        }
    }

    /// The mean over the first `lengths[b]` (all where nil) of the T rows: x (B, T, D) gives (B, D).
    public func meanRows(_ x: Variable, lengths: [Int]? = nil) -> Variable {
        let (batch, time, wide) = (x.value.shape[0], x.value.shape[1], x.value.shape[2])
        let y = Tensor(zeros: [batch, wide])
        for b in 0..<batch {
            let length = max(1, lengths?[b] ?? time)
            for t in 0..<length {
                ck_axpy(1 / Float(length), x.value.memory + (b * time + t) * wide, y.memory + b * wide, wide)
            }
        }
        return record(y) { gradient in
            let dx = x.gradientToAdd()
            for b in 0..<batch {
                let length = max(1, lengths?[b] ?? time)
                for t in 0..<length {
                    ck_axpy(1 / Float(length), gradient.memory + b * wide, dx.memory + (b * time + t) * wide, wide)
                }
            }
        }
    }

    /// The means over the cells of a grid: x (B, S * S, D), the rows of a square side by side, gives (B, cells * cells *
    /// D), so that what stands where is kept. `cells` divides S.
    public func meanCells(_ x: Variable, cells: Int) -> Variable {
        let (batch, time, wide) = (x.value.shape[0], x.value.shape[1], x.value.shape[2])
        let side = Int(Double(time).squareRoot().rounded())
        precondition(side * side == time && side % cells == 0, "\(time) rows make no square of \(cells) cells a side")
        let each = side / cells
        let share = 1 / Float(each * each)
        func cell(_ place: Int) -> Int { place / side / each * cells + place % side / each }
        let y = Tensor(zeros: [batch, cells * cells * wide])
        inParallel(batch) {
            for b in $0 {
                for place in 0..<time {
                    let to = y.memory + (b * cells * cells + cell(place)) * wide
                    ck_axpy(share, x.value.memory + (b * time + place) * wide, to, wide)
                }
            }
        }
        return record(y) { [threads] gradient in
            let dx = x.gradientToAdd()
            Arithmetic.inParallel(batch, threads: threads) {
                for b in $0 {
                    for place in 0..<time {
                        let from = gradient.memory + (b * cells * cells + cell(place)) * wide
                        ck_axpy(share, from, dx.memory + (b * time + place) * wide, wide)
                    }
                }
            }
        }
    }

    /// The rows of several matrices (n_i, D), one after the other.
    public func concatenateRows(_ parts: [Variable]) -> Variable {
        let wide = parts[0].value.columns
        precondition(parts.allSatisfy { $0.value.columns == wide }, "rows of one width")
        let y = Tensor(uninitialized: [parts.reduce(0) { $0 + $1.value.rows }, wide])
        var at = 0
        for part in parts {
            (y.memory + at).update(from: part.value.memory, count: part.value.count)
            at += part.value.count
        }
        return record(y) { gradient in
            var at = 0
            for part in parts {
                if part.needsGradient {
                    ck_axpy(1, gradient.memory + at, part.gradientToAdd().memory, part.value.count)
                }
                at += part.value.count
            }
        }
    }

    /// The columns of several matrices (n, D_i) side by side.
    public func concatenateColumns(_ parts: [Variable]) -> Variable {
        let rows = parts[0].value.rows
        precondition(parts.allSatisfy { $0.value.rows == rows }, "as many rows in each part")
        let wide = parts.reduce(0) { $0 + $1.value.columns }
        let y = Tensor(uninitialized: [rows, wide])
        var start = 0
        for part in parts {
            let own = part.value.columns
            for r in 0..<rows {
                (y.memory + r * wide + start).update(from: part.value.memory + r * own, count: own)
            }
            start += own
        }
        return record(y) { gradient in
            var start = 0
            for part in parts {
                let own = part.value.columns
                if part.needsGradient {
                    let dx = part.gradientToAdd()
                    for r in 0..<rows { ck_axpy(1, gradient.memory + r * wide + start, dx.memory + r * own, own) }
                }
                start += own
            }
        }
    }

    /// Some of the columns of x (n, D), side by side.
    public func columns(_ x: Variable, _ range: Range<Int>) -> Variable {
        let (rows, wide, own) = (x.value.rows, x.value.columns, range.count)
        precondition(range.lowerBound >= 0 && range.upperBound <= wide, "\(range) lies outside of \(wide) columns")
        let y = Tensor(uninitialized: [rows, own])
        for r in 0..<rows {
            (y.memory + r * own).update(from: x.value.memory + r * wide + range.lowerBound, count: own)
        }
        return record(y) { gradient in
            let dx = x.gradientToAdd()
            for r in 0..<rows {
                ck_axpy(1, gradient.memory + r * own, dx.memory + r * wide + range.lowerBound, own)
            }
        }
    }

    /// Rows `from` of x (n, D), in that order; a negative one takes the learnt row `standIn` (D), or is zero.
    public func gatherRows(_ x: Variable, _ from: [Int], standIn: Parameter? = nil) -> Variable {
        let wide = x.value.columns
        let y = Tensor(uninitialized: [from.count, wide])
        for (at, row) in from.enumerated() {
            precondition(row < x.value.rows, "no row \(row)")
            let source = row < 0 ? standIn?.value.memory : x.value.memory + row * wide
            if let source {
                (y.memory + at * wide).update(from: source, count: wide)
            } else {
                (y.memory + at * wide).update(repeating: 0, count: wide)
            }
        }
        return record(y) { [gradients] gradient in
            let dx = x.gradientToAdd()
            let slopes = standIn.map { gradients[$0] }
            for (at, row) in from.enumerated() {
                let target = row < 0 ? slopes?.memory : dx.memory + row * wide
                if let target { ck_axpy(1, gradient.memory + at * wide, target, wide) }
            }
        }
    }
}
