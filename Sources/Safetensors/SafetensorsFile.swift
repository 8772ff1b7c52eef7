import Files
import Foundation
public import Tensors

/// A file of named tensors (the safetensors format): eight bytes of header length, a JSON header, the data.
///
/// The file is memory-mapped. A tensor is copied out when it is asked for, f16 and bf16 widened to f32, or lies where it is
/// in the file. Every offset in the header is held against the file before it is used.
public struct SafetensorsFile: Sendable {
    public let path: String
    public let metadata: [String: String]
    private let entries: [String: Entry]
    private let file: MappedFile
    private let start: Int

    private struct Entry {
        let kind: ElementKind
        let shape: [Int]
        let range: Range<Int>
    }

    /// The names of the tensors, sorted.
    public var keys: [String] { entries.keys.sorted() }

    /// The shape of the tensor called `key`; nil where there is none.
    public func shape(of key: String) -> [Int]? { entries[key]?.shape }

    /// The largest header that is read: the format's own bound.
    private static let longestHeader = 100 << 20

    public init(path: String) throws(SafetensorsError) {
        func malformed(_ reason: String) -> SafetensorsError { .malformed(path: path, reason: reason) }
        do { file = try MappedFile(path: path) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        let data = file.bytes
        guard data.count >= 8 else { throw malformed("it ends within the length of its header") }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(min(Self.longestHeader, data.count - 8)) else {
            throw malformed("its header is said to be \(length) bytes long")
        }
        start = 8 + Int(length)
        let object = try? JSONSerialization.jsonObject(with: Data(data[8..<start]))
        guard let header = object as? [String: Any] else { throw malformed("its header is not a JSON object") }
        var entries: [String: Entry] = [:]
        for (key, value) in header where key != "__metadata__" {
            entries[key] = try Self.entry(value, key, of: data.count - start, malformed)
        }
        var end = 0
        for entry in entries.values.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard entry.range.lowerBound >= end else { throw malformed("two tensors share bytes") }
            end = entry.range.upperBound
        }
        self.path = path
        self.entries = entries
        metadata = header["__metadata__"] as? [String: String] ?? [:]
    }

    private static func entry(
        _ value: Any, _ key: String, of size: Int, _ malformed: (String) -> SafetensorsError
    ) throws(SafetensorsError) -> Entry {
        guard let fields = value as? [String: Any], let kind = (fields["dtype"] as? String).flatMap(ElementKind.init),
            let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int], offsets.count == 2
        else {
            throw malformed(
                "the entry of \(key) is not dtype (F32, F16, BF16, I64, I32, I8, U8 or BOOL), shape and data_offsets")
        }
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow, product <= size else { throw malformed("\(key) has the shape \(shape)") }
            count = product
        }
        guard offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= size else {
            throw malformed("\(key) lies outside the file")
        }
        guard offsets[1] - offsets[0] == count * kind.bytes else {
            throw malformed("\(key) has \(offsets[1] - offsets[0]) bytes for the shape \(shape)")
        }
        return Entry(kind: kind, shape: shape, range: offsets[0]..<offsets[1])
    }

    /// Whether the tensor called `key` is there, of signed bytes.
    public func holdsBytes(_ key: String) -> Bool { entries[key]?.kind == .i8 }

    /// The signed bytes called `key`, row-major, of the shape `expected`.
    public func bytes(_ key: String, shape expected: [Int]) throws(SafetensorsError) -> [Int8] {
        let entry = try entry(key, shape: expected)
        guard entry.kind == .i8 else {
            throw .malformed(path: path, reason: "\(key) is of \(entry.kind.rawValue), not of I8")
        }
        return bytes(of: entry).map { Int8(bitPattern: $0) }
    }

    /// The tensor called `key`, of the shape `expected` where one is given.
    public func tensor(_ key: String, shape expected: [Int]? = nil) throws(SafetensorsError) -> Tensor {
        let entry = try entry(key, shape: expected)
        guard entry.kind.isReal else {
            throw .malformed(path: path, reason: "\(key) is of whole numbers (\(entry.kind.rawValue))")
        }
        let tensor = Tensor(uninitialized: entry.shape)
        entry.kind.widen(bytes(of: entry), into: tensor.memory, count: tensor.count)
        return tensor
    }

    /// The tensor called `key` where it lies in the file, which stays open as long: nobody may write it. Where it cannot be
    /// read there, a copy.
    public func mappedTensor(_ key: String, shape expected: [Int]) throws(SafetensorsError) -> Tensor {
        let entry = try entry(key, shape: expected)
        guard entry.kind == .f32, let place = bytes(of: entry).baseAddress,
            Int(bitPattern: place).isMultiple(of: MemoryLayout<Float>.alignment)
        else { return try tensor(key, shape: expected) }
        return Tensor(reading: place.assumingMemoryBound(to: Float.self), of: file, shape: expected)
    }

    /// Lets the system take back the memory of what was read so far; whoever looks again has it read again.
    public func letGo() { file.letGo(start..<file.bytes.count) }

    private func entry(_ key: String, shape expected: [Int]?) throws(SafetensorsError) -> Entry {
        guard let entry = entries[key] else { throw .missing(path: path, key: key) }
        if let expected, expected != entry.shape {
            throw .wrongShape(path: path, key: key, found: entry.shape, expected: expected)
        }
        return entry
    }

    private func bytes(of entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: file.bytes[(start + entry.range.lowerBound)..<(start + entry.range.upperBound)])
    }
}
