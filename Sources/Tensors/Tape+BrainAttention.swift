import CKernels

extension Tape {
    /// x + out(attention(qkv(norm(x)))), or without `norm` of x itself, in bf16 as one operation: x (B, T, D). As
    /// `attention`, of heads of an even size; what stands between the products is bf16 too.
    public func attend(
        _ x: Variable, norm: Normalization?, qkv: LinearMap, out: LinearMap, heads: Int, lengths: [Int]?, causal: Bool
    ) -> Variable {
        let (batch, time, wide) = (x.value.shape[0], x.value.shape[1], x.value.shape[2])
        let shape = HeadShape(time: time, heads: heads, size: wide / heads, isCausal: causal)
        let start = BranchRows(x, norm)
        let rows = batch * time
        let (packed, mixed) = (
            BrainTensor(uninitialized: [rows, shape.packed]), BrainTensor(uninitialized: [rows, wide])
        )
        inParallel(rows, grain: 16) {
            start.read($0)
            qkv.map(start.n, into: packed, rows: $0, on: self)
        }
        inParallel(batch * heads) {
            let tile = BrainHeadTile(shape)
            for at in $0 {
                let (row, column) = (at / heads * time, at % heads * shape.size)
                tile.weigh(packed.row(row) + column, length: lengths?[at / heads] ?? time)
                tile.mix(packed.row(row) + column, into: mixed.row(row) + column)
            }
        }
        let y = Tensor(uninitialized: x.value.shape)
        inParallel(rows, grain: 16) { start.add(mixed, through: out, to: y, rows: $0, on: self) }
        return record(y) { [threads, gradients] gradient in
            let g = BrainTensor(gradient: gradient, bias: gradients[out.bias])
            out.flowBack(g, from: mixed, threads: threads, gradients)
            let (dmixed, dpacked) = (
                out.roundedSlopes(g, threads: threads), BrainTensor(uninitialized: packed.shape)
            )
            Arithmetic.inParallel(batch * heads, threads: threads) {
                let tile = BrainHeadTile(shape)
                for at in $0 {
                    let (row, column) = (at / heads * time, at % heads * shape.size)
                    tile.weigh(packed.row(row) + column, length: lengths?[at / heads] ?? time)
                    tile.flowBack(
                        dmixed.row(row) + column, through: packed.row(row) + column, into: dpacked.row(row) + column)
                }
            }
            ck_sum_rows_bf16(dpacked.memory, gradients[qkv.bias].memory, rows, shape.packed)
            qkv.flowBack(dpacked, from: start.n, threads: threads, gradients)
            start.flowBack(qkv.slopes(dpacked, threads: threads), past: gradient, threads: threads, gradients)
        }
    }
}
