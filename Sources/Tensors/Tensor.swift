/// An array of f32, row-major, the last extent running fastest.
///
/// Memory of its own is aligned to 64 bytes and comes from a pool, so that a training step of the same shapes as the one
/// before asks the system for nothing; values may also lie in a file that is mapped.
public final class Tensor: @unchecked Sendable {  // written by its maker alone, before it is shared
    public let shape: [Int]
    public let count: Int
    public let memory: UnsafeMutablePointer<Float>
    /// Whose memory this is, where it is another's: a tensor's, or a file's that is mapped.
    private let owner: AnyObject?

    /// A tensor whose values are whatever the memory held: for makers that write every one.
    public init(uninitialized shape: [Int]) {
        precondition(shape.allSatisfy { $0 >= 0 }, "an extent is never negative")
        self.shape = shape
        count = shape.reduce(1, *)
        memory = MemoryPool.shared.take(count)
        owner = nil
    }

    private init(_ owner: Tensor, from start: Int = 0, shape: [Int]) {
        self.shape = shape
        count = shape.reduce(1, *)
        memory = owner.memory + start
        // The one that gives the memory back.
        self.owner = owner.owner ?? owner
    }

    /// A tensor over memory that `owner` keeps, and that nobody may write: values of a file that is mapped, for one.
    public init(reading memory: UnsafePointer<Float>, of owner: AnyObject, shape: [Int]) {
        self.shape = shape
        count = shape.reduce(1, *)
        self.memory = UnsafeMutablePointer(mutating: memory)
        self.owner = owner
    }

    /// The same memory under another shape of the same count.
    public func viewed(as shape: [Int]) -> Tensor {
        precondition(shape.reduce(1, *) == count, "\(self.shape) does not hold \(shape)")
        return Tensor(self, shape: shape)
    }

    /// The same memory from `range` of the first extent.
    public func part(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape[0], "\(range) lies outside of \(shape)")
        let each = shape.dropFirst().reduce(1, *)
        return Tensor(self, from: range.lowerBound * each, shape: [range.count] + shape.dropFirst())
    }

    public convenience init(zeros shape: [Int]) {
        self.init(uninitialized: shape)
        memory.update(repeating: 0, count: count)
    }

    /// A tensor of the values given, row-major.
    public convenience init(_ values: [Float], shape: [Int]) {
        self.init(uninitialized: shape)
        precondition(values.count == count, "\(values.count) values do not fill the shape \(shape)")
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { memory.update(from: start, count: count) }
        }
    }

    deinit {
        if owner == nil { MemoryPool.shared.give(memory, count) }
    }

    /// The values, row-major.
    public var values: [Float] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    /// The last extent: how many columns its rows have.
    public var columns: Int { shape.last ?? 1 }
    /// The product of all extents but the last.
    public var rows: Int { columns == 0 ? 0 : count / columns }
}
