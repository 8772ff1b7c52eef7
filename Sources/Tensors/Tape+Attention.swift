import CKernels

extension Tape {
    /// Scaled dot-product attention (Vaswani et al. 2017, 3.2): qkv (B, T, 3 D) holds queries, keys and values side by
    /// side, each of `heads` heads; the result is (B, T, D). `lengths` says how many of the T keys of each row of the
    /// batch are words; the others are never looked at. Where `causal`, a row looks at none that come after it.
    ///
    /// One (T, T) tile per head at a time lives in the cache; on the way back it is computed again, not kept.
    public func attention(_ qkv: Variable, heads: Int, lengths: [Int]? = nil, causal: Bool = false) -> Variable {
        let (batch, time, wide) = (qkv.value.shape[0], qkv.value.shape[1], qkv.value.shape[2] / 3)
        precondition(wide % heads == 0, "\(wide) columns do not divide into \(heads) heads")
        attentions?.newest = PackedAttention(qkv: qkv, heads: heads, lengths: lengths, isCausal: causal)
        let shape = HeadShape(time: time, heads: heads, size: wide / heads, isCausal: causal)
        let y = Tensor(uninitialized: [batch, time, wide])
        inParallel(batch * heads) {
            let tile = HeadTile(shape)
            for at in $0 {
                let (b, head) = (at / heads, at % heads)
                let packed = qkv.value.memory + b * time * 3 * wide + head * shape.size
                tile.weigh(packed, length: lengths?[b] ?? time)
                tile.mix(packed, into: y.memory + b * time * wide + head * shape.size)
            }
        }
        return record(y) { [threads] gradient in
            let (dx, kept) = qkv.gradientToWrite()
            Arithmetic.inParallel(batch * heads, threads: threads) {
                let tile = HeadTile(shape)
                for at in $0 {
                    let (b, head) = (at / heads, at % heads)
                    let start = b * time * 3 * wide + head * shape.size
                    tile.weigh(qkv.value.memory + start, length: lengths?[b] ?? time)
                    tile.flowBack(
                        gradient.memory + b * time * wide + head * shape.size, through: qkv.value.memory + start,
                        into: dx.memory + start, kept: kept)
                }
            }
        }
    }
}
