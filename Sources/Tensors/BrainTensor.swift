import CKernels

/// An array of bf16, row-major: f32 with its lower sixteen bits rounded away. What products multiply and what stands
/// between them, never what they sum in.
public final class BrainTensor: @unchecked Sendable {  // written by its maker alone
    public let shape: [Int]
    public let count: Int
    let memory: UnsafeMutablePointer<UInt16>
    private let room: Tensor

    /// Values that are whatever the memory held: for makers that write every one.
    init(uninitialized shape: [Int]) {
        self.shape = shape
        count = shape.reduce(1, *)
        room = Tensor(uninitialized: [(count + 1) / 2])
        memory = UnsafeMutableRawPointer(room.memory).bindMemory(to: UInt16.self, capacity: 2 * room.count)
    }

    /// The values of `x` rounded, each thread a part of them.
    public convenience init(rounding x: Tensor, threads: Int = Arithmetic.threads) {
        self.init(uninitialized: x.shape)
        Arithmetic.inParallel(x.count, grain: 1 << 15, threads: threads) {
            ck_round_bf16(x.memory + $0.lowerBound, memory + $0.lowerBound, $0.count)
        }
    }

    /// The last extent: how many columns its rows have.
    var columns: Int { shape.last ?? 1 }
    /// The product of all extents but the last.
    var rows: Int { columns == 0 ? 0 : count / columns }
    /// Where a row starts.
    func row(_ at: Int) -> UnsafeMutablePointer<UInt16> { memory + at * columns }

    /// The values as f32.
    var widened: Tensor {
        let wide = Tensor(uninitialized: shape)
        ck_widen_bf16(memory, wide.memory, count)
        return wide
    }
}
