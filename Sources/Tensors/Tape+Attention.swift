import CKernels

extension Tape {
    /// Scaled dot-product attention (Vaswani et al. 2017, 3.2): qkv (B, T, 3 D) holds queries, keys and values side by
    /// side, each of `heads` heads; the result is (B, T, D). `lengths` says how many of the T keys of each row of the
    /// batch are words; the others are never looked at.
    ///
    /// One (T, T) tile per head at a time lives in the cache; on the way back it is computed again, not kept.
    public func attention(_ qkv: Variable, heads: Int, lengths: [Int]? = nil) -> Variable {
        let (batch, time, wide) = (qkv.value.shape[0], qkv.value.shape[1], qkv.value.shape[2] / 3)
        precondition(wide % heads == 0, "\(wide) columns do not divide into \(heads) heads")
        let shape = HeadShape(time: time, heads: heads, size: wide / heads)
        let y = Tensor(uninitialized: [batch, time, wide])
        Arithmetic.inParallel(batch * heads) {
            let tile = HeadTile(shape)
            for at in $0 {
                let (b, head) = (at / heads, at % heads)
                tile.read(qkv.value.memory + b * time * 3 * wide, head: head)
                tile.weigh(length: lengths?[b] ?? time)
                tile.mix(into: y.memory + b * time * wide, head: head)
            }
        }
        return record(y) { gradient in
            let dx = qkv.gradientToAdd()
            Arithmetic.inParallel(batch * heads) {
                let tile = HeadTile(shape)
                for at in $0 {
                    let (b, head) = (at / heads, at % heads)
                    tile.read(qkv.value.memory + b * time * 3 * wide, head: head)
                    tile.weigh(length: lengths?[b] ?? time)
                    tile.flowBack(
                        gradient.memory + b * time * wide, into: dx.memory + b * time * 3 * wide, head: head)
                }
            }
        }
    }
}
