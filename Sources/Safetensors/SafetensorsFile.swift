import Foundation
public import Tensors

/// A file of named tensors (the safetensors format): eight bytes of header length, a JSON header, the data.
///
/// The file is memory-mapped; a tensor is copied out when it is asked for, f16 and bf16 widened to f32. Every offset in
/// the header is held against the file before it is used.
public struct SafetensorsFile: Sendable {
    public let path: String
    public let metadata: [String: String]
    private let entries: [String: Entry]
    private let data: Data
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
        do { data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard data.count >= 8 else { throw malformed("it ends within the length of its header") }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(min(Self.longestHeader, data.count - 8)) else {
            throw malformed("its header is said to be \(length) bytes long")
        }
        start = 8 + Int(length)
        let object = try? JSONSerialization.jsonObject(with: data.subdata(in: 8..<start))
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
                "the entry of \(key) is not dtype (F32, F16, BF16, I64, I32, U8 or BOOL), shape and data_offsets")
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

    /// The tensor called `key`, of the shape `expected` where one is given.
    public func tensor(_ key: String, shape expected: [Int]? = nil) throws(SafetensorsError) -> Tensor {
        guard let entry = entries[key] else { throw .missing(path: path, key: key) }
        if let expected, expected != entry.shape {
            throw .wrongShape(path: path, key: key, found: entry.shape, expected: expected)
        }
        guard entry.kind.isReal else {
            throw .malformed(path: path, reason: "\(key) is of whole numbers (\(entry.kind.rawValue))")
        }
        let tensor = Tensor(uninitialized: entry.shape)
        data.withUnsafeBytes { bytes in
            let source = UnsafeRawBufferPointer(
                rebasing: bytes[(start + entry.range.lowerBound)..<(start + entry.range.upperBound)])
            entry.kind.widen(source, into: tensor.memory, count: tensor.count)
        }
        return tensor
    }
}
