import Encoders
import Tensors

/// Click pairs as the encoders read them: row n of the triggers belongs to row n of the offers.
public struct TrainingBatch: Sendable {
    /// How many pairs.
    public let count: Int
    /// Pixels (pictures, size, size, 3).
    let pixels: Tensor
    let tokens: TokenBatch
    /// For each product, triggers first, its row among the pictures and the texts; -1 where it has none.
    let pictureRows: [Int]
    let textRows: [Int]
    /// The same for the joint view, where a side is left out now and then.
    let joinedPictureRows: [Int]
    let joinedTextRows: [Int]
    /// Whether trigger i and offer j are no negatives of each other.
    let excused: @Sendable (Int, Int) -> Bool
    let transfers: Transfers

    /// Questions of the kind "the same, but red": the picture of a pair's trigger and the words that tell its offer from
    /// it ask for the offer.
    struct Transfers: Sendable {
        /// The pair of each: its offer is the answer, and its trigger, however alike, is none.
        let pairs: [Int]
        /// The row of each one's picture among the pictures, and of its words among the texts.
        let pictureRows, textRows: [Int]
        /// Whether question n and product j of the batch, triggers first, are no negatives of each other.
        let excused: @Sendable (Int, Int) -> Bool
    }

    /// The three views of one side of the pairs: unit rows (count, dimension).
    struct Views {
        let i, t, m: Variable
    }

    /// About how many bytes of activations the towers keep for the way back.
    func activations(config: EncoderConfig) -> Int {
        pixels.shape[0] * config.image.activations + tokens.lengths.count * config.text.activations(tokens: tokens.time)
    }

    typealias AllViews = (trigger: Views, offer: Views, questions: Variable?)

    /// Every picture and text encoded once, then spread over the views. A product without a picture (text) stands in
    /// the view i (t) with its joint view. The questions are joint views: unit rows (questions, dimension), nil where
    /// none is asked.
    func views(
        _ encoder: JointEncoder, recomputing: Bool = false, on tape: Tape,
        observedBy observers: (pictures: JointEncoder.Observer?, texts: JointEncoder.Observer?) = (nil, nil)
    ) -> AllViews {
        views(
            picture: encoder.side(
                ofPictures: pixels, recomputing: recomputing, on: tape, observedBy: observers.pictures),
            text: encoder.side(ofTexts: tokens, recomputing: recomputing, on: tape, observedBy: observers.texts),
            encoder, on: tape)
    }

    /// The same, of the sides of its pictures and texts.
    func views(picture: Variable, text: Variable, _ encoder: JointEncoder, on tape: Tape) -> AllViews {
        let m = encoder.product(
            image: picture, rows: joinedPictureRows + transfers.pictureRows, text: text,
            rows: joinedTextRows + transfers.textRows, on: tape)
        let i = complete(encoder.view(of: picture, on: tape), pictureRows, m, on: tape)
        let t = complete(encoder.view(of: text, on: tape), textRows, m, on: tape)
        func half(_ view: Variable, _ start: Int) -> Variable {
            tape.gatherRows(view, Array(start..<(start + count)))
        }
        return (
            Views(i: half(i, 0), t: half(t, 0), m: half(m, 0)),
            Views(i: half(i, count), t: half(t, count), m: half(m, count)),
            transfers.pairs.isEmpty
                ? nil : tape.gatherRows(m, Array((2 * count)..<(2 * count + transfers.pairs.count)))
        )
    }

    private func complete(_ view: Variable, _ rows: [Int], _ m: Variable, on tape: Tape) -> Variable {
        if rows.allSatisfy({ $0 >= 0 }), rows == Array(rows.indices) { return view }
        let both = tape.concatenateRows([view, m])
        return tape.gatherRows(both, rows.enumerated().map { $1 >= 0 ? $1 : view.value.rows + $0 })
    }
}
