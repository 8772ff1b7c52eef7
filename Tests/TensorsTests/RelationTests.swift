import Foundation
import Tensors
import Testing

/// MiniLM's relations against their formulae worked out plainly in f64.
@Suite struct RelationTests {
    /// On divergences of order one, from scores in f32.
    private static let tolerance = 1e-5

    /// The plain twin: KL(teacher || student) of the softmax of rows of `left` times rows of `right`, its mean over heads
    /// and words.
    private static func divergence(
        _ student: Tensor, _ teacher: Tensor, heads: Int, length: Int, isCausal: Bool, b: Int, left: Int, right: Int
    ) -> Double {
        func share(_ packed: Tensor, _ head: Int, _ r: Int) -> [Double] {
            let (time, wide) = (packed.shape[1], packed.shape[2] / 3)
            let size = wide / heads
            func row(_ part: Int, _ t: Int) -> [Double] {
                let start = (b * time + t) * 3 * wide + part * wide + head * size
                return (0..<size).map { Double(packed.memory[start + $0]) }
            }
            let weights = (0..<(isCausal ? r + 1 : length)).map { k in
                exp(zip(row(left, r), row(right, k)).map(*).reduce(0, +) / Double(size).squareRoot())
            }
            return weights.map { $0 / weights.reduce(0, +) }
        }
        var sum = 0.0
        for head in 0..<heads {
            for r in 0..<length {
                let (given, own) = (share(teacher, head, r), share(student, head, r))
                sum += zip(given, own).reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }
            }
        }
        return sum / Double(heads * length)
    }

    @Test(arguments: [false, true])
    func relationsAreThoseOfTheFormula(isCausal: Bool) {
        var generator = Generator(seed: 3)
        let (student, teacher) = (Tensor.normal([2, 7, 24], &generator), Tensor.normal([2, 7, 60], &generator))
        let lengths = [4, 7]
        let packed = PackedAttention(qkv: Variable(student), heads: 2, lengths: lengths, isCausal: isCausal)
        let losses = Tape(recording: false).relations(packed, like: teacher).value
        #expect(losses.shape == [2, 2])
        for b in 0..<2 {
            for (kind, parts) in [(0, 1), (2, 2)].enumerated() {
                let wanted = Self.divergence(
                    student, teacher, heads: 2, length: lengths[b], isCausal: isCausal, b: b, left: parts.0,
                    right: parts.1)
                #expect(abs(Double(losses.values[b * 2 + kind]) - wanted) <= Self.tolerance * max(1, wanted))
            }
        }
    }

    @Test("a teacher is no distance from itself, to the bit, and what fills a text up does not count")
    func same() {
        var generator = Generator(seed: 4)
        let rows = Tensor.normal([2, 6, 24], &generator)
        let other = Tensor(rows.values, shape: rows.shape)
        for t in 3..<6 { for at in 0..<24 { other.memory[t * 24 + at] = 1000 } }
        let packed = PackedAttention(qkv: Variable(rows), heads: 2, lengths: [3, 6])
        let tape = Tape()
        #expect(tape.relations(packed, like: rows).value.values == [0, 0, 0, 0])
        #expect(tape.relations(packed, like: other).value.values == [0, 0, 0, 0])
        let loss = tape.relations(packed, like: Tensor.normal([2, 6, 24], &generator))
        tape.backward(from: tape.dot(loss, Tensor([1, 1, 1, 1], shape: [4])))
        let filling = packed.qkv.gradient?.values[(3 * 24)..<(6 * 24)]
        #expect(filling?.allSatisfy { $0 == 0 } == true)
    }

    @Test("a tape without a note keeps nothing of its attentions, and a silent one notes for the tape it stands beside")
    func notes() {
        var generator = Generator(seed: 5)
        let rows = Tensor.normal([1, 4, 12], &generator)
        let tape = Tape()
        _ = tape.attention(Variable(rows), heads: 2)
        #expect(tape.attentions == nil)
        let note = AttentionNote()
        tape.attentions = note
        _ = tape.silent().attention(Variable(rows), heads: 2, lengths: [3])
        #expect(note.newest?.heads == 2 && note.newest?.time == 4 && note.newest?.lengths == [3])
        #expect(note.newest?.isCausal == false)
    }
}
