import Foundation
import Testing

@testable import Tensors

/// What products keep for a thread goes when it ends: pools let threads go and start others.
@Suite(.serialized) struct ProductThreadsTests {
    /// What a thread may leave behind, in KiB; with nothing cleared each left several hundred.
    private static let mostLeft = 60

    @Test func threadsThatEndLeaveNothingBehind() throws {
        func run(_ count: Int) {
            for number in 0..<count {
                let done = DispatchSemaphore(value: 0)
                Thread.detachNewThread {
                    var generator = Generator(seed: UInt64(number))
                    for rows in 1...12 {
                        let a = BrainTensor(rounding: .normal([rows, 32], &generator), threads: 1)
                        let b = BrainTensor(rounding: .normal([16, 32], &generator), threads: 1)
                        Arithmetic.product(
                            a, b, into: Tensor(uninitialized: [rows, 16]), m: rows, n: 16, k: 32, transposing: .second,
                            threads: 1)
                    }
                    done.signal()
                }
                done.wait()
            }
        }
        func resident() throws -> Int {
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
            return Int(line.filter(\.isNumber)) ?? 0
        }
        run(20)
        // Other tests take memory meanwhile; what threads leave behind is left every time.
        let left = try (0..<5).map { _ in
            let before = try resident()
            run(200)
            return try resident() - before
        }
        #expect(try #require(left.min()) < 200 * Self.mostLeft, "\(left) KiB")
    }
}
