import Foundation
import Tensors
import Testing
import Training

/// A gradient in f32 against a central difference, on values of order one.
private let slopeTolerance: Float = 4e-3
private let valueTolerance = 1e-5

/// The losses that hold a student's vectors against its teacher's.
@Suite struct AgreementTests {
    private static func normal(_ shape: [Int], seed: UInt64) -> Tensor {
        var generator = Generator(seed: seed)
        return Tensor((0..<shape.reduce(1, *)).map { _ in generator.normal() }, shape: shape)
    }

    private static func unit(_ tensor: Tensor) -> Tensor {
        Tape(recording: false).normalizeRows(Variable(tensor)).value
    }

    enum Term: CaseIterable {
        case agreement, agreementWithoutSelf, distance

        func apply(_ x: [Variable], _ tape: Tape) -> Variable {
            let x = x.map { tape.normalizeRows($0) }
            let teacher = (
                v: AgreementTests.unit(AgreementTests.normal([4, 5], seed: 31)),
                o: AgreementTests.unit(AgreementTests.normal([4, 5], seed: 32))
            )
            return switch self {
            case .agreement:
                tape.agreement(x[0], x[1], with: teacher, temperature: 0.5, skipsSelf: false)
            case .agreementWithoutSelf:
                tape.agreement(x[0], x[0], with: (teacher.v, teacher.v), temperature: 0.5, skipsSelf: true)
            case .distance: tape.distance(x[0], from: AgreementTests.unit(AgreementTests.normal([4, 3], seed: 33)))
            }
        }
    }

    @Test(arguments: Term.allCases)
    func theGradientOfEveryTermIsTheSlope(term: Term) {
        let inputs = [Parameter(Self.normal([4, 3], seed: 34)), Parameter(Self.normal([4, 3], seed: 35))]
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            return (tape, tape.weighted([(term.apply(inputs.map { tape.leaf($0) }, tape), 3)]))
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        var largest: Float = 0
        for input in inputs {
            for at in 0..<input.value.count {
                let (kept, step) = (input.value.memory[at], Float(1e-3))
                input.value.memory[at] = kept + step
                let above = loss().1.value.values[0]
                input.value.memory[at] = kept - step
                let below = loss().1.value.values[0]
                input.value.memory[at] = kept
                let slope = (above - below) / (2 * step)
                largest = max(largest, abs(slope))
                #expect(abs(slope - input.gradient.memory[at]) <= slopeTolerance, "\(term) at \(at)")
            }
        }
        #expect(largest > 0.05, "a loss without a slope tells nothing")
    }

    @Test(arguments: [false, true])
    func theAgreementIsThatOfTheFormula(skipsSelf: Bool) {
        let (v, o) = (Self.unit(Self.normal([3, 4], seed: 1)), Self.unit(Self.normal([5, 4], seed: 2)))
        let (w, p) = (Self.unit(Self.normal([3, 2], seed: 3)), Self.unit(Self.normal([5, 2], seed: 4)))
        func shares(_ v: Tensor, _ o: Tensor, _ i: Int) -> [Double] {
            let wide = v.columns
            let weights = (0..<5).map { j -> Double in
                if skipsSelf, i == j { return 0 }
                let cosine = (0..<wide).reduce(0.0) {
                    $0 + Double(v.memory[i * wide + $1]) * Double(o.memory[j * wide + $1])
                }
                return exp(cosine / 0.2)
            }
            return weights.map { $0 / weights.reduce(0, +) }
        }
        let losses = Tape(recording: false).agreement(
            Variable(v), Variable(o), with: (w, p), temperature: 0.2, skipsSelf: skipsSelf
        ).value.values
        for i in 0..<3 {
            let (own, given) = (shares(v, o, i), shares(w, p, i))
            let wanted = zip(given, own).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * log($1.0 / $1.1) }
            #expect(abs(Double(losses[i]) - wanted) < valueTolerance)
        }
    }

    @Test("the distance is one less the cosine, and nothing where both are the same")
    func distance() {
        let (v, w) = (Self.unit(Self.normal([3, 4], seed: 5)), Self.unit(Self.normal([3, 4], seed: 6)))
        let tape = Tape(recording: false)
        let losses = tape.distance(Variable(v), from: w).value.values
        for r in 0..<3 {
            let cosine = (0..<4).reduce(0.0) { $0 + Double(v.memory[r * 4 + $1]) * Double(w.memory[r * 4 + $1]) }
            #expect(abs(Double(losses[r]) - (1 - cosine)) < valueTolerance)
        }
        #expect(tape.distance(Variable(v), from: v).value.values == [0, 0, 0])
    }
}
