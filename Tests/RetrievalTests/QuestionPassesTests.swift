import Dispatch
import Encoders
import Foundation
import Neighbors
import Pictures
import Synchronization
import Testing

@testable import Retrieval

@Suite(.timeLimit(.minutes(5))) struct QuestionPassesTests {
    /// Asks on threads of its own, as many as there are questions.
    private func ask(_ passes: QuestionPasses, _ questions: [[PassInput]]) -> [Result<[[Float]], any Error>] {
        let answers = Mutex<[Int: Result<[[Float]], any Error>]>([:])
        let group = DispatchGroup()
        for (at, inputs) in questions.enumerated() {
            group.enter()
            Thread.detachNewThread {
                let answer = Result { try passes.vectors(of: inputs) }
                answers.withLock { $0[at] = answer }
                group.leave()
            }
        }
        group.wait()
        return answers.withLock { answers in questions.indices.compactMap { answers[$0] } }
    }

    @Test func whatIsAskedTogetherGetsWhatItWouldGetAlone() throws {
        let world = try SmallWorld()
        let passes = QuestionPasses(world.model)
        var drawn = Picture(width: 40, height: 30, filled: (200, 20, 90))
        for at in 0..<900 { drawn.pixels[at] = 7 }
        let plain = Picture(width: 30, height: 40, filled: (10, 220, 90))
        let inputs: [PassInput] = [
            .picture(drawn), .text("red mug"), .product(plain, "blue bowl"), .picture(plain), .text("lamp"),
            .product(drawn, "a much longer text about a steel screw M4x20 that is green"),
        ]
        let alone = try inputs.map { try PassInput.vectors(of: [$0], world.model)[0] }
        let questions = (0..<48).map { at in at % 5 == 0 ? inputs : [inputs[at % inputs.count]] }
        for (at, answer) in ask(passes, questions).enumerated() {
            let expected = at % 5 == 0 ? alone : [alone[at % inputs.count]]
            let found = try answer.get()
            #expect(found.count == expected.count)
            // Sums of bfloat16 products in another order.
            for (a, b) in zip(found, expected) { #expect(innerProduct(a, b) > 0.9999) }
        }
        let done = passes.done
        #expect(done.inputs == questions.reduce(0) { $0 + $1.count } && done.passes <= done.inputs)
        #expect(passes.waiting == 0)
    }

    /// Waits in its first pass until it is told to go on, and notes how many inputs each pass had.
    private final class Held: Sendable {
        let sizes = Mutex<[Int]>([])
        let gate = DispatchSemaphore(value: 0)

        func encode(_ inputs: [PassInput]) -> [[Float]] {
            let isFirst = sizes.withLock { sizes in
                sizes.append(inputs.count)
                return sizes.count == 1
            }
            if isFirst { gate.wait() }
            return inputs.map { input in
                if case .text(let text) = input { [Float(text) ?? -1] } else { [-2] }
            }
        }
    }

    @Test(arguments: [(Duration.seconds(3600), [1, 4, 1, 1]), (.zero, [1, 1, 1, 1, 1, 1, 1])])
    func whatCameDuringAPassGoesTogetherInTheNextAsFarAsTheTimeAllows(longest: Duration, sizes: [Int]) throws {
        let held = Held()
        let passes = QuestionPasses(longest: longest, encode: held.encode)
        let picture = PassInput.picture(Picture(width: 1, height: 1, filled: (0, 0, 0)))
        let first = Thread { _ = try? passes.vectors(of: [.text("1")]) }
        first.start()
        while held.sizes.withLock({ $0.isEmpty }) { usleep(1000) }
        let answers = Mutex<[Int: [[Float]]]>([:])
        let group = DispatchGroup()
        // Each once the one before waits: texts of one digit are of a kind, and pictures of another, whose time is not
        // known before one has gone alone.
        let questions: [[PassInput]] = [[.text("2"), .text("3")], [picture], [.text("4")], [picture], [.text("5")]]
        for (at, inputs) in questions.enumerated() {
            let before = passes.waiting
            group.enter()
            Thread.detachNewThread {
                let vectors = try? passes.vectors(of: inputs)
                answers.withLock { $0[at] = vectors }
                group.leave()
            }
            while passes.waiting == before { usleep(1000) }
        }
        held.gate.signal()
        group.wait()
        #expect(held.sizes.withLock { $0 } == sizes)
        #expect(
            answers.withLock { $0 } == [0: [[2], [3]], 1: [[-2]], 2: [[4]], 3: [[-2]], 4: [[5]]])
        #expect(passes.waiting == 0)
    }

    @Test func anErrorIsEveryonesInThePassAndTheNextIsRun() throws {
        struct Broken: Error {}
        let passes = QuestionPasses { inputs in
            guard case .text = inputs[0] else { throw Broken() }
            return inputs.map { _ in [1] }
        }
        let picture = PassInput.picture(Picture(width: 1, height: 1, filled: (0, 0, 0)))
        #expect(throws: Broken.self) { try passes.vectors(of: [picture]) }
        #expect(try passes.vectors(of: [.text("a")]) == [[1]])
        #expect(try passes.vectors(of: []) == [])
    }
}
