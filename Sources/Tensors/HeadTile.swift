import CKernels

/// How one head lies in the packed rows: T rows of 3 D, D = heads * size.
struct HeadShape {
    let time: Int
    let heads: Int
    let size: Int
    /// Whether a row looks only at itself and those before it.
    let isCausal: Bool
    /// D.
    var wide: Int { heads * size }
    /// From a row of queries, keys or values to the next.
    var packed: Int { 3 * wide }
}

/// The working memory of one head of one row of the batch: its weights p and their gradient dp, (T, T) each, and a
/// transposed factor (size, T).
///
/// Queries, keys and values are read where they lie in the packed rows: every pointer here is to the head's first query,
/// or to its first column of the result.
struct HeadTile {
    private let shape: HeadShape
    private let p, dp, turned: Tensor

    init(_ shape: HeadShape) {
        self.shape = shape
        p = Tensor(uninitialized: [shape.time, shape.time])
        dp = Tensor(uninitialized: [shape.time, shape.time])
        turned = Tensor(uninitialized: [shape.size, shape.time])
    }

    private var scale: Float { 1 / Float(shape.size).squareRoot() }

    /// p = softmax(q k' / sqrt(size)) over the first `length` keys, or those of them that do not come after.
    func weigh(_ head: UnsafePointer<Float>, length: Int) {
        let time = shape.time
        turnedProduct(head, shape.packed, head + shape.wide, into: p)
        guard shape.isCausal else { return ck_softmax(p.memory, time, time, length, scale) }
        for row in 0..<time { ck_softmax(p.memory + row * time, 1, time, min(row + 1, length), scale) }
    }

    /// The head's columns of one row of the result (T, D) = p v.
    func mix(_ head: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        let (time, size) = (shape.time, shape.size)
        ck_product(p.memory, time, 1, head + 2 * shape.wide, shape.packed, result, shape.wide, time, size, time, 0)
    }

    /// The gradients of q, k and v, given that of the result and p; added where `kept` is 1, else written.
    func flowBack(
        _ gradient: UnsafePointer<Float>, through head: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
        kept: Float
    ) {
        let (time, size, wide, row) = (shape.time, shape.size, shape.wide, shape.packed)
        turnedProduct(gradient, wide, head + 2 * wide, into: dp)
        // dv = p' dy; a transposed first factor is one whose strides change places.
        ck_product(p.memory, 1, time, gradient, wide, packed + 2 * wide, row, time, size, time, kept)
        ck_softmax_backward(p.memory, dp.memory, time, time, scale)
        ck_product(dp.memory, time, 1, head + wide, row, packed, row, time, size, time, kept)
        ck_product(dp.memory, 1, time, head, row, packed + wide, row, time, size, time, kept)
    }

    /// c (T, T) = a b', where a has rows of `ldA` in memory and b lies in the packed rows, (T, size) each.
    private func turnedProduct(
        _ a: UnsafePointer<Float>, _ ldA: Int, _ b: UnsafePointer<Float>, into c: Tensor
    ) {
        let (time, size) = (shape.time, shape.size)
        ck_transpose(b, shape.packed, turned.memory, time, time, size)
        ck_product(a, ldA, 1, turned.memory, time, c.memory, time, time, time, size, 0)
    }
}
