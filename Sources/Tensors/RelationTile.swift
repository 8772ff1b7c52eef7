import CKernels

/// The working memory of one head's relations, of its queries to its keys or of its values to each other: scores and
/// their softmax, (T, T) each, the logarithms of its sums (T), and a transposed factor (size, T).
struct RelationTile {
    /// What is related to what.
    enum Kind: Int, CaseIterable {
        case attention, values
    }

    /// (T, T), not yet divided by the root of the head's size.
    let scores: Tensor
    /// (T, T): the softmax of a row over those it sees, zero elsewhere.
    let shares: Tensor
    /// (T).
    let sums: Tensor
    private let shape: HeadShape
    private let turned: Tensor

    init(_ shape: HeadShape) {
        self.shape = shape
        scores = Tensor(uninitialized: [shape.time, shape.time])
        shares = Tensor(uninitialized: [shape.time, shape.time])
        sums = Tensor(uninitialized: [shape.time])
        turned = Tensor(uninitialized: [shape.size, shape.time])
    }

    var scale: Float { 1 / Float(shape.size).squareRoot() }

    /// Fills the tile from the head whose first query `head` points to; the first `length` rows are words.
    func relate(_ head: UnsafePointer<Float>, _ kind: Kind, length: Int, isCausal: Bool) {
        let (time, size, row) = (shape.time, shape.size, shape.packed)
        let values = head + 2 * shape.wide
        let (first, second) = kind == .attention ? (head, head + shape.wide) : (values, values)
        ck_transpose(second, row, turned.memory, time, time, size)
        ck_product(first, row, 1, turned.memory, time, scores.memory, time, time, time, size, 0)
        shares.memory.update(from: scores.memory, count: scores.count)
        for r in 0..<time {
            let seen = Self.seen(r, length: length, isCausal: isCausal)
            let share = shares.memory + r * time
            if seen > 0 { ck_log_sums(share, sums.memory + r, 1, seen, scale) }
            (share + seen).update(repeating: 0, count: time - seen)
        }
    }

    /// How many rows, from the first on, row r sees: none where it is no word.
    static func seen(_ r: Int, length: Int, isCausal: Bool) -> Int {
        r >= length ? 0 : isCausal ? min(length, r + 1) : length
    }

    /// The mean over the words of KL(teacher || this), both filled for the same rows.
    func divergence(from teacher: RelationTile, length: Int, isCausal: Bool) -> Float {
        var sum: Float = 0
        for r in 0..<length {
            let (at, seen) = (r * shape.time, Self.seen(r, length: length, isCausal: isCausal))
            let given = teacher.shares.memory + at
            // sum p (log p - log q), where log p = s - log sum exp s and the shares p add up to one.
            let apart =
                teacher.scale * ck_dot(given, teacher.scores.memory + at, seen)
                - scale * ck_dot(given, scores.memory + at, seen)
            sum += apart + (sums.memory[r] - teacher.sums.memory[r])
        }
        return sum / Float(max(1, length))
    }

    /// Adds to the gradients of a head's queries and keys, or of its values, where those of the divergences of its rows
    /// are `slope`; adds where `kept` is 1, else writes. `room` is of the tiles' size.
    func flowBack(
        _ slope: Float, _ kind: Kind, from teacher: RelationTile, through head: UnsafePointer<Float>,
        into packed: UnsafeMutablePointer<Float>, kept: Float, room: Tensor
    ) {
        let (time, size, wide, row) = (shape.time, shape.size, shape.wide, shape.packed)
        // The slope of KL(p || softmax(s)) is softmax(s) - p; it is zero where nothing is seen.
        room.memory.update(repeating: 0, count: room.count)
        ck_axpy(slope * scale, shares.memory, room.memory, room.count)
        ck_axpy(-slope * scale, teacher.shares.memory, room.memory, room.count)
        // A transposed first factor is one whose strides change places.
        switch kind {
        case .attention:
            ck_product(room.memory, time, 1, head + wide, row, packed, row, time, size, time, kept)
            ck_product(room.memory, 1, time, head, row, packed + wide, row, time, size, time, kept)
        case .values:
            let (values, target) = (head + 2 * wide, packed + 2 * wide)
            ck_product(room.memory, time, 1, values, row, target, row, time, size, time, kept)
            ck_product(room.memory, 1, time, values, row, target, row, time, size, time, 1)
        }
    }
}
