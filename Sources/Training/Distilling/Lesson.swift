import Encoders
import Synchronization
import Tensors

/// What a teacher's last block read of a batch, piece by piece, and the student's relations held against it.
final class Lesson: Sendable {
    private let pieces = Mutex<[Int: Tensor]>([:])

    /// Keeps the teacher's packed rows; hands its rows on as they are.
    var taking: JointEncoder.Observer {
        { [self] piece, rows, last, _ in
            let packed = last?.qkv.value
            pieces.withLock { $0[piece] = packed }
            return rows
        }
    }

    /// Puts two columns behind the student's rows: how far the relations of attention and of values are from the
    /// teacher's.
    var asking: JointEncoder.Observer {
        { [self] piece, rows, last, tape in
            guard let last, let packed = pieces.withLock({ $0[piece] }) else {
                preconditionFailure("the teacher went through the same pieces, both with attention")
            }
            return tape.concatenateColumns([rows, tape.relations(last, like: packed)])
        }
    }
}
