/// What an attention reads: qkv (B, T, 3 D), queries, keys and values side by side, each of `heads` heads.
public struct PackedAttention {
    public let qkv: Variable
    public let heads: Int
    /// How many of the T rows of each of the batch are words; nil where all are.
    public let lengths: [Int]?
    /// Whether a row looks at itself and those before it alone.
    public let isCausal: Bool

    public init(qkv: Variable, heads: Int, lengths: [Int]? = nil, isCausal: Bool = false) {
        (self.qkv, self.heads, self.lengths, self.isCausal) = (qkv, heads, lengths, isCausal)
    }

    /// T.
    public var time: Int { qkv.value.shape[1] }
    var batch: Int { qkv.value.shape[0] }
    /// How the heads lie in the packed rows.
    var shape: HeadShape {
        HeadShape(time: time, heads: heads, size: qkv.value.shape[2] / 3 / heads, isCausal: isCausal)
    }

    /// How many of row b of the batch are words.
    func length(_ b: Int) -> Int { lengths?[b] ?? time }
}

/// Keeps what the newest attention on a tape read, on the silent tapes beside it too: who hangs one on a tape learns,
/// once a tower is through, what its last block attended to.
public final class AttentionNote {
    public internal(set) var newest: PackedAttention?

    public init() {}
}
