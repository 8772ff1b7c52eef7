import Encoders
import Tensors

/// How a tower's last block attends, as far as the relations of two models must fit.
struct LastBlock: Equatable, Sendable {
    /// How many rows the tower makes of its input.
    let rows: Int
    let heads: Int
    let isCausal: Bool

    /// Of the towers of a model, by looking at what they do with a grey picture and a text of one word; nil for a tower
    /// without attention.
    static func ofTowers(_ encoder: JointEncoder) -> (pictures: LastBlock?, texts: LastBlock?) {
        var found: [LastBlock?] = []
        let size = encoder.config.image.preprocessing.size
        let note: JointEncoder.Observer = { _, rows, last, _ in
            found.append(last.map { LastBlock(rows: $0.time, heads: $0.heads, isCausal: $0.isCausal) })
            return rows
        }
        // A batch of one is one piece, so the note is taken once, on this thread.
        let tape = Tape(recording: false)
        _ = encoder.side(ofPictures: Tensor(zeros: [1, size, size, 3]), on: tape, observedBy: note)
        _ = encoder.side(ofTexts: TokenBatch([[0, 0]], padding: 0), on: tape, observedBy: note)
        return (found[0], found[1])
    }
}
