import Foundation
import Tensors
import Testing
import Training

/// The golden values of the paper's terms, worked out in f64 from the published formulae: rows of the matrices below,
/// normalised first.
private let a: [Float] = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]
private let b: [Float] = [1, 0.2, 0, 0.1, 1, 0, 0, 0.5, 1, 1, 1, 0.5]
private let m: [Float] = [0.9, 0.1, 0.1, 0, 0.8, 0.3, 0.2, 0, 1, 1, 0.9, 1]
private let goldenTolerance: Float = 2e-7
/// A gradient in f32 against a central difference, on values of order one.
private let slopeTolerance: Float = 4e-3

@Suite struct LossTests {
    enum Term: CaseIterable {
        case ppmOfAB, ppmOfMB, pdcOfMA, lcOfAMB, contrast, excusedHinge, excusedContrast, contrastAmongMore

        var inputs: [[Float]] {
            switch self {
            case .ppmOfAB, .contrast, .excusedHinge, .excusedContrast: [a, b]
            case .contrastAmongMore: [Array(a.prefix(6)), b]
            case .ppmOfMB: [m, b]
            case .pdcOfMA: [m, a]
            case .lcOfAMB: [a, m, b]
            }
        }

        func apply(_ x: [Variable], _ tape: Tape) -> Variable {
            let x = x.map { tape.normalizeRows($0) }
            return switch self {
            case .ppmOfAB, .ppmOfMB, .pdcOfMA: tape.hinge(x[0], x[1], margin: 0.5)
            case .lcOfAMB: tape.localConsistency(x[0], transformed: x[1], offers: x[2], nearest: 4, margin: 0.005)
            case .contrast: tape.contrast(x[0], x[1], temperature: 0.5)
            case .excusedHinge: tape.hinge(x[0], x[1], margin: 0.5) { $0 + $1 == 4 }
            case .excusedContrast: tape.contrast(x[0], x[1], temperature: 0.5) { $0 + $1 == 4 }
            case .contrastAmongMore:
                tape.contrast(x[0], x[1], partners: [3, 1], temperature: 0.5) { $0 == 0 && $1 == 2 }
            }
        }
    }

    @Test(
        arguments: [
            (Term.ppmOfAB, [0.046521498, 0.042907369, 0, 0.174786258]),
            (.ppmOfMB, [0.069532217, 0.152672346, 0.020136574, 0.173521478]),
            (.pdcOfMA, [0.052304584, 0.076745485, 0.049696386, 0.058388948]),
            (.lcOfAMB, [0.007173275, 0.019280033, 0.010606381, 0]),
        ] as [(Term, [Float])])
    func thePapersTermsHaveTheirGoldenValues(term: Term, expected: [Float]) {
        let tape = Tape(recording: false)
        let losses = term.apply(term.inputs.map { Variable(Tensor($0, shape: [4, 3])) }, tape)
        for (seen, wanted) in zip(losses.value.values, expected) { #expect(abs(seen - wanted) <= goldenTolerance) }
    }

    @Test(arguments: Term.allCases)
    func theGradientOfEveryTermIsTheSlope(term: Term) {
        // Off the kinks: a hinge has no slope where it bends.
        var generator = Generator(seed: 6)
        let inputs = term.inputs.map { values in
            Parameter(Tensor(values.map { $0 + 0.11 * generator.normal() }, shape: [values.count / 3, 3]))
        }
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            return (tape, tape.weighted([(term.apply(inputs.map { tape.leaf($0) }, tape), 3)]))
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        for input in inputs {
            for at in 0..<input.value.count {
                let (kept, step) = (input.value.memory[at], Float(1e-3))
                input.value.memory[at] = kept + step
                let above = loss().1.value.values[0]
                input.value.memory[at] = kept - step
                let below = loss().1.value.values[0]
                input.value.memory[at] = kept
                let slope = (above - below) / (2 * step)
                #expect(abs(slope - input.gradient.memory[at]) <= slopeTolerance, "\(term) at \(at)")
            }
        }
    }

    @Test("a question among more candidates than there are questions has the loss of the formula")
    func contrastAmongMore() {
        let tape = Tape(recording: false)
        let v = Variable(Tensor([1, 0], shape: [1, 2]))
        let o = Variable(Tensor([0, 1, 1, 0, 0.6, 0.8], shape: [3, 2]))
        let loss = tape.contrast(v, o, partners: [2], temperature: 0.5).value
        // Cosines 0, 1 and .6, of which the last is the partner's.
        let wanted = log(exp(0.0) + exp(2) + exp(1.2)) - 1.2
        #expect(abs(Double(loss.values[0]) - wanted) < 1e-5)
        let excused = tape.contrast(v, o, partners: [2], temperature: 0.5) { _, j in j == 1 }.value
        #expect(abs(Double(excused.values[0]) - (log(exp(0.0) + exp(1.2)) - 1.2)) < 1e-5)
    }

    @Test func whatIsExcusedIsNoNegative() {
        let tape = Tape(recording: false)
        let same = Variable(Tensor([1, 0, 1, 0], shape: [2, 2]))
        let hinge = tape.hinge(same, same, margin: 0.5).value.values
        #expect(hinge == [0.25, 0.25])
        #expect(tape.hinge(same, same, margin: 0.5) { _, _ in true }.value.values == [0, 0])
        #expect(tape.contrast(same, same, temperature: 1) { _, _ in true }.value.values == [0, 0])
    }
}
