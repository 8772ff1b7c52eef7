import Files
import Foundation

/// Bytes cut into sections that begin at multiples of 64: the columns and lists of a snapshot, in memory or mapped from a
/// file. Made for little-endian machines.
///
/// A file begins with 64 bytes: eight that name its kind, then u64 each its version, its size and how many sections it has;
/// the rest is zero. A table follows, u64 each: where a section begins and how many bytes it has.
final class SectionedBytes: Sendable {
    /// What the file is: eight bytes of ASCII.
    struct Kind {
        let name: StaticString
        let version: UInt64
    }

    private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer  // written in `init` alone
    private let sections: [Range<Int>]
    /// What holds the bytes; where nil, this does.
    private let file: MappedFile?
    /// Whom a fault is told of.
    private let path: String

    private static let alignment = 64

    /// Lays sections into memory as they would lie in a file.
    init(_ kind: Kind, _ parts: [Section]) {
        var (ranges, end): ([Range<Int>], Int) = ([], Self.alignment + 16 * parts.count)
        for part in parts {
            let start = (end + Self.alignment - 1) / Self.alignment * Self.alignment
            end = start + part.size
            ranges.append(start..<end)
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: end, alignment: Self.alignment)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        for at in 0..<8 { memory[at] = kind.name.utf8Start[at] }
        let header = [kind.version, UInt64(end), UInt64(parts.count)]
        let table = ranges.flatMap { [UInt64($0.lowerBound), UInt64($0.count)] }
        for (at, number) in header.enumerated() {
            memory.storeBytes(of: number.littleEndian, toByteOffset: 8 + 8 * at, as: UInt64.self)
        }
        for (at, number) in table.enumerated() {
            memory.storeBytes(of: number.littleEndian, toByteOffset: Self.alignment + 8 * at, as: UInt64.self)
        }
        for (part, range) in zip(parts, ranges) {
            part.withBytes { UnsafeMutableRawBufferPointer(rebasing: memory[range]).copyMemory(from: $0) }
        }
        (bytes, sections, file, path) = (UnsafeRawBufferPointer(memory), ranges, nil, "in memory")
    }

    /// Maps a file; the table alone is read.
    ///
    /// - Throws: `RetrievalError.damagedSnapshot` where it is missing, cut off, or of another kind.
    init(_ kind: Kind, mapping path: String) throws(RetrievalError) {
        let file: MappedFile
        do { file = try MappedFile(path: path) } catch {
            throw .damagedSnapshot(path: path, reason: "it cannot be read: \(error.localizedDescription)")
        }
        let bytes = file.bytes
        func fault(_ reason: String) -> RetrievalError { .damagedSnapshot(path: path, reason: reason) }
        func number(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian }
        guard bytes.count >= Self.alignment else { throw fault("it ends within its header") }
        let name = UnsafeBufferPointer(start: kind.name.utf8Start, count: 8)
        guard bytes.prefix(8).elementsEqual(name) else { throw fault("it is no file of kind \(kind.name)") }
        guard number(8) == kind.version else { throw fault("its version is \(number(8))") }
        guard number(16) == UInt64(bytes.count) else {
            throw fault("it is said to hold \(number(16)) bytes and holds \(bytes.count)")
        }
        guard number(24) <= UInt64((bytes.count - Self.alignment) / 16) else { throw fault("it ends within its table") }
        var (sections, end): ([Range<Int>], UInt64) = ([], UInt64(Self.alignment) + 16 * number(24))
        for at in 0..<Int(number(24)) {
            let (start, size) = (number(Self.alignment + 16 * at), number(Self.alignment + 16 * at + 8))
            guard start % UInt64(Self.alignment) == 0, start >= end, start <= bytes.count,
                size <= UInt64(bytes.count) - start
            else { throw fault("section \(at) does not lie within it") }
            end = start + size
            sections.append(Int(start)..<Int(end))
        }
        (self.bytes, self.sections, self.file, self.path) = (bytes, sections, file, path)
    }

    deinit { if file == nil { bytes.deallocate() } }

    /// Writes all of it as a file that appears whole or not at all.
    func write(to path: String) throws(RetrievalError) {
        do {
            try WholeFile.write(to: path) { file in
                guard let start = bytes.baseAddress else { return }
                let all = UnsafeMutableRawPointer(mutating: start)
                try file.write(contentsOf: Data(bytesNoCopy: all, count: bytes.count, deallocator: .none))
            }
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
    }

    /// How many sections there are.
    var count: Int { sections.count }

    /// What is wrong with these bytes, said with their file's name.
    func fault(_ reason: String) -> RetrievalError { .damagedSnapshot(path: path, reason: reason) }

    /// A section as numbers.
    ///
    /// - Parameter count: How many there must be; any number where nil.
    func numbers<Number: BitwiseCopyable>(
        _ section: Int, _ what: String, count: Int? = nil
    ) throws(RetrievalError) -> SectionNumbers<Number> {
        guard sections.indices.contains(section) else { throw fault("it has no section of \(what)") }
        let part = UnsafeRawBufferPointer(rebasing: bytes[sections[section]])
        let found = part.count / MemoryLayout<Number>.stride
        guard found * MemoryLayout<Number>.stride == part.count, count == nil || found == count else {
            throw fault("\(part.count) bytes of \(what) are not as many as there should be")
        }
        return SectionNumbers(part.bindMemory(to: Number.self), of: self)
    }
}
