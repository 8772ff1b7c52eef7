import CKernels

/// The working memory of one head of one row of the batch in bf16: its weights p and their gradient dp (T, T), and what
/// products by pairs read of them and of queries, keys and values.
///
/// As `HeadTile`: every pointer here is to the head's first query, or to its first column of the result. Rows lie in pairs
/// where they are summed over; columns are pairs as they stand.
struct BrainHeadTile {
    private let shape: HeadShape
    /// T rounded up to an even number: how long rows of the rounded weights are.
    private let even: Int
    private let p, dp: Tensor
    private let rounded: BrainTensor
    /// Room for pairs: a factor (size, T) or (T, size), and weights (T, T).
    private let factor, weights: Pairs

    private typealias Pairs = UnsafeMutablePointer<UInt32>
    private let factorRoom, weightsRoom: Tensor

    init(_ shape: HeadShape) {
        self.shape = shape
        even = shape.time + shape.time % 2
        p = Tensor(uninitialized: [shape.time, shape.time])
        dp = Tensor(uninitialized: [shape.time, shape.time])
        rounded = BrainTensor(uninitialized: [shape.time, even])
        (factorRoom, weightsRoom) = (
            Tensor(uninitialized: [even / 2, shape.size]), Tensor(uninitialized: [even / 2, shape.time])
        )
        (factor, weights) = (Self.pairs(factorRoom), Self.pairs(weightsRoom))
    }

    private var scale: Float { 1 / Float(shape.size).squareRoot() }

    /// p = softmax(q k' / sqrt(size)) over the first `length` keys, or those of them that do not come after; and rounded.
    func weigh(_ head: UnsafePointer<UInt16>, length: Int) {
        let time = shape.time
        turnedProduct(head, shape.packed, head + shape.wide, into: p)
        guard shape.isCausal else {
            return ck_softmax_bf16(p.memory, rounded.memory, even, time, time, length, scale)
        }
        for row in 0..<time {
            ck_softmax_bf16(p.memory + row * time, rounded.row(row), even, 1, time, min(row + 1, length), scale)
        }
    }

    /// The head's columns of one row of the result (T, D) = p v.
    func mix(_ head: UnsafePointer<UInt16>, into result: UnsafeMutablePointer<UInt16>) {
        ck_pair_rows(head + 2 * shape.wide, shape.packed, factor, shape.time, shape.size)
        productOfRounded(into: result, shape.wide)
    }

    /// The gradients of q, k and v, given that of the result and p.
    func flowBack(
        _ gradient: UnsafePointer<UInt16>, through head: UnsafePointer<UInt16>,
        into packed: UnsafeMutablePointer<UInt16>
    ) {
        let (time, size, wide, row) = (shape.time, shape.size, shape.wide, shape.packed)
        turnedProduct(gradient, wide, head + 2 * wide, into: dp)
        // dv = p' dy
        ck_pair_rows(gradient, wide, factor, time, size)
        productOfTurned(into: packed + 2 * wide)
        // The rounded weights make room for the gradient of the scores.
        ck_softmax_backward_bf16(p.memory, dp.memory, rounded.memory, even, time, time, scale)
        ck_pair_rows(head + wide, row, factor, time, size)
        productOfRounded(into: packed, row)
        ck_pair_rows(head, row, factor, time, size)
        productOfTurned(into: packed + wide)
    }

    /// c (T, T) = a b', where a has rows of `ldA` in memory and b lies in the packed rows, (T, size) each.
    private func turnedProduct(_ a: UnsafePointer<UInt16>, _ ldA: Int, _ b: UnsafePointer<UInt16>, into c: Tensor) {
        let (time, half) = (shape.time, shape.size / 2)
        // A pair is 32 bits, as a float is.
        let columns = UnsafeRawPointer(b).assumingMemoryBound(to: Float.self)
        ck_transpose(columns, shape.packed / 2, factorRoom.memory, time, time, half)
        ck_pair_product(Self.pairs(a), ldA / 2, 1, factor, time, c.memory, time, time, time, half)
    }

    /// c (T, size) = the rounded weights times the rows that `factor` holds.
    private func productOfRounded(into c: UnsafeMutablePointer<UInt16>, _ ldc: Int) {
        ck_pair_product_bf16(
            Self.pairs(rounded.memory), even / 2, 1, factor, shape.size, c, ldc, shape.time, shape.size, even / 2)
    }

    /// c (T, size), in the packed rows, = the transpose of the rounded weights times the rows that `factor` holds.
    private func productOfTurned(into c: UnsafeMutablePointer<UInt16>) {
        ck_pair_rows(rounded.memory, even, weights, shape.time, shape.time)
        ck_pair_product_bf16(
            weights, 1, shape.time, factor, shape.size, c, shape.packed, shape.time, shape.size, even / 2)
    }

    private static func pairs(_ tensor: Tensor) -> Pairs {
        UnsafeMutableRawPointer(tensor.memory).assumingMemoryBound(to: UInt32.self)
    }

    private static func pairs(_ memory: UnsafePointer<UInt16>) -> UnsafePointer<UInt32> {
        UnsafeRawPointer(memory).assumingMemoryBound(to: UInt32.self)
    }
}
