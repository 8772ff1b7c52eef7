import CKernels

/// An array of bf16, row-major: f32 with its lower sixteen bits rounded away. What products multiply, never what they
/// sum in.
public final class BrainTensor: @unchecked Sendable {  // written by its maker alone
    public let count: Int
    let memory: UnsafeMutablePointer<UInt16>
    private let room: Tensor

    /// The values of `x` rounded, each thread a part of them.
    public init(rounding x: Tensor, threads: Int = Arithmetic.threads) {
        count = x.count
        room = Tensor(uninitialized: [(x.count + 1) / 2])
        let memory = UnsafeMutableRawPointer(room.memory).bindMemory(to: UInt16.self, capacity: 2 * room.count)
        self.memory = memory
        Arithmetic.inParallel(x.count, grain: 1 << 15, threads: threads) {
            ck_round_bf16(x.memory + $0.lowerBound, memory + $0.lowerBound, $0.count)
        }
    }

    /// The values as f32.
    var widened: Tensor {
        let wide = Tensor(uninitialized: [count])
        ck_widen_bf16(memory, wide.memory, count)
        return wide
    }
}
