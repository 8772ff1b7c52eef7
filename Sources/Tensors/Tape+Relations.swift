import CKernels

extension Tape {
    /// How far the relations within an attention are from a teacher's (MiniLM, Wang et al. 2020, section 3, L_AT and
    /// L_VR): for each of the batch, the mean over heads and words of KL(teacher || student) of softmax(Q K' / sqrt(d)),
    /// and the same of softmax(V V' / sqrt(d)): (B, 2).
    ///
    /// What is no word neither counts nor is looked at. No gradient flows to the teacher. The tiles are computed again on
    /// the way back, not kept.
    ///
    /// - Parameter teacher: (B, T, 3 E), packed as the student's rows are, of as many heads; E may be another width.
    public func relations(_ student: PackedAttention, like teacher: Tensor) -> Variable {
        let (qkv, heads, batch, time) = (student.qkv, student.heads, student.batch, student.time)
        precondition(
            teacher.shape.dropLast() == [batch, time] && teacher.columns % (3 * heads) == 0,
            "\(teacher.shape) teaches no \(qkv.value.shape) of \(heads) heads")
        let pair = TilePair(student, teacher)
        let each = Tensor(uninitialized: [batch * heads, 2])
        inParallel(batch * heads) {
            let tiles = pair.tiles()
            for at in $0 {
                for kind in RelationTile.Kind.allCases {
                    pair.fill(tiles, at, kind)
                    each.memory[at * 2 + kind.rawValue] = tiles.own.divergence(
                        from: tiles.given, length: student.length(at / heads), isCausal: student.isCausal)
                }
            }
        }
        let losses = Tensor(zeros: [batch, 2])
        for at in 0..<(batch * heads) {
            ck_axpy(1 / Float(heads), each.memory + at * 2, losses.memory + at / heads * 2, 2)
        }
        return record(losses) { [threads] gradient in
            let (dx, kept) = qkv.gradientToWrite()
            Arithmetic.inParallel(batch * heads, threads: threads) {
                let (tiles, room) = (pair.tiles(), Tensor(uninitialized: [time, time]))
                for at in $0 {
                    let (b, start) = (at / heads, pair.start(at, of: student.shape))
                    for kind in RelationTile.Kind.allCases {
                        pair.fill(tiles, at, kind)
                        let slope = gradient.memory[b * 2 + kind.rawValue] / Float(heads * max(1, student.length(b)))
                        tiles.own.flowBack(
                            slope, kind, from: tiles.given, through: qkv.value.memory + start, into: dx.memory + start,
                            kept: kept, room: room)
                    }
                }
            }
        }
    }
}

/// A student's packed rows and its teacher's, head by head.
private struct TilePair {
    typealias Tiles = (own: RelationTile, given: RelationTile)

    private let student: PackedAttention
    private let teacher: Tensor
    private let taught: HeadShape

    init(_ student: PackedAttention, _ teacher: Tensor) {
        (self.student, self.teacher) = (student, teacher)
        taught = HeadShape(
            time: student.time, heads: student.heads, size: teacher.shape[2] / 3 / student.heads,
            isCausal: student.isCausal)
    }

    /// Room for one head of either.
    func tiles() -> Tiles { (RelationTile(student.shape), RelationTile(taught)) }

    /// Where the first query of head `at` of all heads of the batch lies.
    func start(_ at: Int, of shape: HeadShape) -> Int {
        at / shape.heads * shape.time * shape.packed + at % shape.heads * shape.size
    }

    func fill(_ tiles: Tiles, _ at: Int, _ kind: RelationTile.Kind) {
        let (length, isCausal) = (student.length(at / student.heads), student.isCausal)
        tiles.own.relate(
            student.qkv.value.memory + start(at, of: student.shape), kind, length: length, isCausal: isCausal)
        tiles.given.relate(teacher.memory + start(at, of: taught), kind, length: length, isCausal: isCausal)
    }
}
