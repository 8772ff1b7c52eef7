import CKernels
import COneDNN
import Synchronization

/// How values that lie within a range become bytes: byte = value / scale + zero.
public struct ByteRange: Equatable, Sendable {
    public let scale: Float
    public let zero: UInt8

    public init(scale: Float, zero: UInt8) { (self.scale, self.zero) = (scale, zero) }

    /// The range from `low` to `high`, and zero within it, which a byte holds exactly.
    public init(from low: Float, to high: Float) {
        let (low, high) = (min(0, low), max(0, high))
        scale = high > low ? (high - low) / 255 : 1
        zero = UInt8(max(0, min(255, (-low / scale).rounded())))
    }
}

/// A weight (out, in) as bytes for products of int8: whole numbers within -127...127 with a scale for each row, and the range
/// of the inputs that it meets, which become unsigned bytes.
///
/// The sums are exact. Where the processor does not multiply bytes the same whole numbers are multiplied as f32: slower,
/// and equal but for the rounding of long sums.
public final class ByteWeight: @unchecked Sendable {  // read alone, once it is made
    /// (out, in).
    public let values: [Int8]
    /// (out).
    public let scales: [Float]
    public let input: ByteRange
    private let wide: Int
    private var out: Int { scales.count }
    private let packed: OpaquePointer?
    /// The values as f32, where they are multiplied so; made at the first product.
    private let standIn = Mutex<Tensor?>(nil)
    /// (out) each: what the bytes of zero take from each sum, and what a sum is multiplied by.
    private let shifts, columns: Tensor

    /// Whether this processor multiplies bytes, and brings out large sums right.
    public static let isNative = ck_has_bytes() != 0 && Precision.native == .brain && multipliesBytes

    /// Sums of two products beyond 16 bits, which processors without the instruction cut off.
    private static var multipliesBytes: Bool {
        let (bytes, values) = ([UInt8](repeating: 255, count: 64), [Int8](repeating: 127, count: 64))
        guard let packed = od_pack_bytes(values, 64, 1) else { return false }
        defer { od_packed_free(packed) }
        var sum: Float = 0
        return od_byte_product(bytes, packed, &sum, 1) && sum == 64 * 255 * 127
    }

    /// - Parameters:
    ///   - values: (out, in), row by row.
    ///   - native: Whether the processor multiplies bytes.
    public init(_ values: [Int8], scales: [Float], input: ByteRange, native: Bool = isNative) {
        precondition(!scales.isEmpty && values.count.isMultiple(of: scales.count), "a scale for each row")
        (self.values, self.scales, self.input) = (values, scales, input)
        wide = values.count / scales.count
        packed = native ? od_pack_bytes(values, wide, scales.count) : nil
        columns = Tensor(scales.map { $0 * input.scale }, shape: [scales.count])
        shifts = Tensor(uninitialized: [scales.count])
        for row in 0..<scales.count {
            let sum = values[(row * wide)..<((row + 1) * wide)].reduce(0) { $0 + Int($1) }
            shifts.memory[row] = Float(-Int(input.zero) * sum)
        }
    }

    /// The weight (out, in) rounded, for inputs of that range.
    public convenience init(rounding weight: Tensor, input: ByteRange) {
        var (values, scales): ([Int8], [Float]) = ([], [])
        values.reserveCapacity(weight.count)
        for row in 0..<weight.rows {
            let own = UnsafeBufferPointer(start: weight.memory + row * weight.columns, count: weight.columns)
            let most = own.reduce(0) { max($0, abs($1)) }
            let scale = most.isFinite ? max(most / 127, .leastNormalMagnitude) : 1
            scales.append(scale)
            for value in own { values.append(Int8(max(-127, min(127, (value / scale).rounded())))) }
        }
        self.init(values, scales: scales, input: input)
    }

    deinit { od_packed_free(packed) }

    /// What the bytes stand for: (out, in).
    public var value: Tensor {
        let value = Tensor(uninitialized: [out, wide])
        for row in 0..<out {
            for at in (row * wide)..<((row + 1) * wide) { value.memory[at] = Float(values[at]) * scales[row] }
        }
        return value
    }

    /// c (rows, out) = a weight' + bias, rounded to bf16: a (rows, in) of bf16, bias (out); on the calling thread alone.
    func product(
        _ a: UnsafePointer<UInt16>, rows: Int, bias: UnsafePointer<Float>, rounded c: UnsafeMutablePointer<UInt16>
    ) {
        eachPart(a, rows: rows) { sums, part in
            ck_scale_bf16(
                sums, shifts.memory, columns.memory, bias, c + part.lowerBound * out, part.count, out)
        }
    }

    /// c (rows, out) += a weight': a (rows, in) of bf16; on the calling thread alone.
    func product(_ a: UnsafePointer<UInt16>, rows: Int, addedTo c: UnsafeMutablePointer<Float>) {
        eachPart(a, rows: rows) { sums, part in
            ck_scale_add(sums, shifts.memory, columns.memory, c + part.lowerBound * out, part.count, out)
        }
    }

    /// So many rows at a time: their sums stay in the core's cache until they are scaled.
    private static let part = 128

    /// The sums of products of a's bytes with the values, (rows of the part, out), part by part.
    private func eachPart(
        _ a: UnsafePointer<UInt16>, rows: Int, _ body: (UnsafeMutablePointer<Float>, Range<Int>) -> Void
    ) {
        let most = min(rows, Self.part)
        let (sums, room) = (Tensor(uninitialized: [most, out]), Tensor(uninitialized: [(most * wide + 3) / 4]))
        let bytes = UnsafeMutableRawPointer(room.memory).bindMemory(to: UInt8.self, capacity: 4 * room.count)
        for start in stride(from: 0, to: rows, by: Self.part) {
            let part = start..<min(rows, start + Self.part)
            ck_quantize_bf16(a + start * wide, bytes, part.count * wide, 1 / input.scale, Float(input.zero))
            if let packed {
                let done = od_byte_product(bytes, packed, sums.memory, part.count)
                precondition(done, "oneDNN multiplies any matrices that fit their strides")
            } else {
                let wholes = Tensor((0..<(part.count * wide)).map { Float(bytes[$0]) }, shape: [part.count, wide])
                Arithmetic.product(
                    wholes.memory, plain.memory, into: sums.memory, m: part.count, n: out, k: wide,
                    transposing: .second, threads: 1)
            }
            body(sums.memory, part)
        }
    }

    private var plain: Tensor {
        standIn.withLock { kept in
            let plain = kept ?? Tensor(values.map { Float($0) }, shape: [out, wide])
            kept = plain
            return plain
        }
    }
}
