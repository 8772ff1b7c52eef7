import CKernels
import Glibc

/// How one head lies in the packed rows: T rows of 3 D, D = heads * size.
struct HeadShape {
    let time: Int
    let heads: Int
    let size: Int
    var wide: Int { heads * size }
}

/// The working memory of one head of one row of the batch: dense copies, so that every product is a plain one.
struct HeadTile {
    private let shape: HeadShape
    /// q, k, v, o (T, size) each, and p, dp (T, T).
    private let q, k, v, o, p, dp: Tensor

    init(_ shape: HeadShape) {
        self.shape = shape
        let dense = [shape.time, shape.size]
        (q, k, v, o) = (
            Tensor(uninitialized: dense), Tensor(uninitialized: dense), Tensor(uninitialized: dense),
            Tensor(uninitialized: dense)
        )
        p = Tensor(uninitialized: [shape.time, shape.time])
        dp = Tensor(uninitialized: [shape.time, shape.time])
    }

    private var scale: Float { 1 / Float(shape.size).squareRoot() }

    /// Copies the head's queries, keys and values out of one row of the batch (T, 3 D).
    func read(_ packed: UnsafePointer<Float>, head: Int) {
        let start = packed + head * shape.size
        gather(start, stride: 3 * shape.wide, into: q)
        gather(start + shape.wide, stride: 3 * shape.wide, into: k)
        gather(start + 2 * shape.wide, stride: 3 * shape.wide, into: v)
    }

    /// p = softmax(q k' / sqrt(size)) over the first `length` keys.
    func weigh(length: Int) {
        let time = shape.time
        Arithmetic.product(q.memory, k.memory, into: p.memory, m: time, n: time, k: shape.size, transposing: .second)
        ck_softmax(p.memory, time, time, length, scale)
    }

    /// The head's part of one row of the result (T, D) = p v.
    func mix(into result: UnsafeMutablePointer<Float>, head: Int) {
        let (time, size) = (shape.time, shape.size)
        Arithmetic.product(p.memory, v.memory, into: o.memory, m: time, n: size, k: time)
        for t in 0..<time {
            (result + t * shape.wide + head * size).update(from: o.memory + t * size, count: size)
        }
    }

    /// Adds the gradients of q, k and v, given that of the result.
    func flowBack(_ gradient: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>, head: Int) {
        let (time, size, stride) = (shape.time, shape.size, 3 * shape.wide)
        let start = packed + head * size
        gather(gradient + head * size, stride: shape.wide, into: o)
        Arithmetic.product(o.memory, v.memory, into: dp.memory, m: time, n: time, k: size, transposing: .second)
        ck_softmax_backward(p.memory, dp.memory, time, time, scale)
        // v is no longer needed: its memory carries each of the three gradients in turn.
        Arithmetic.product(p.memory, o.memory, into: v.memory, m: time, n: size, k: time, transposing: .first)
        scatter(v, start + 2 * shape.wide, stride: stride)
        Arithmetic.product(dp.memory, k.memory, into: v.memory, m: time, n: size, k: time)
        scatter(v, start, stride: stride)
        Arithmetic.product(dp.memory, q.memory, into: v.memory, m: time, n: size, k: time, transposing: .first)
        scatter(v, start + shape.wide, stride: stride)
    }

    private func gather(_ from: UnsafePointer<Float>, stride: Int, into dense: Tensor) {
        for t in 0..<shape.time {
            (dense.memory + t * shape.size).update(from: from + t * stride, count: shape.size)
        }
    }

    private func scatter(_ dense: Tensor, _ to: UnsafeMutablePointer<Float>, stride: Int) {
        for t in 0..<shape.time { ck_axpy(1, dense.memory + t * shape.size, to + t * stride, shape.size) }
    }
}
