import CKernels
import Dispatch
import Files
import Foundation
import Synchronization

/// The envelope of every index file: what it holds, its sections, and a checksum that is held before anything is believed.
///
/// Little-endian: magic "SSNI", version, kind, dimension (4 bytes each), rows, number of sections, length of the file,
/// checksum (8 bytes each), zeros up to 64 bytes; then for each section its place and length (8 bytes each); then the
/// sections, each at a multiple of 64, zeros between. Sections are looked at where they lie in the mapped file.
public struct IndexFile: Sendable {
    public let kind: UInt32
    public let dimension: Int
    public let count: Int
    /// Alive as long as this is.
    private let file: MappedFile
    private let places: [Range<Int>]

    private static let magic = UInt32(littleEndian: 0x494E_5353)  // "SSNI"
    private static let version: UInt32 = 2
    private static let headerSize = 64
    private static let alignment = 64
    private static let largestDimension = 65_536
    private static let mostSections = 64

    public var sectionCount: Int { places.count }
    /// The bytes of a section; they stay while this, or a copy of it, is there.
    public func section(_ number: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: file.bytes[places[number]])
    }
    /// How many bytes are mapped.
    public var size: Int { file.bytes.count }

    /// Opens a file; nothing of the sections is looked at until the checksum holds.
    public init(contentsOf path: String) throws(NeighborError) {
        do { file = try MappedFile(path: path) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        func fail(_ reason: String) -> NeighborError { .damaged(path: path, reason: reason) }
        let bytes = file.bytes
        guard bytes.count >= 8 else { throw fail("it ends within its header") }
        func read<N: FixedWidthInteger>(_ at: Int, _: N.Type) -> N {
            N(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: N.self))
        }
        func number(_ at: Int) -> UInt64 { read(at, UInt64.self) }
        func half(_ at: Int) -> UInt32 { read(at, UInt32.self) }
        guard half(0) == Self.magic else { throw fail("it is no index file") }
        guard half(4) == Self.version else { throw fail("its version is \(half(4)), not \(Self.version)") }
        guard bytes.count >= Self.headerSize else { throw fail("it ends within its header") }
        let (dimension, count, sections) = (UInt64(half(12)), number(16), number(24))
        guard number(32) == UInt64(bytes.count) else {
            throw fail("it is said to be of \(number(32)) bytes and is of \(bytes.count)")
        }
        guard (1...UInt64(Self.largestDimension)).contains(dimension), count <= UInt64(Int32.max) else {
            throw fail("it states \(count) rows of \(dimension)")
        }
        guard sections <= UInt64(Self.mostSections), bytes.count >= Self.headerSize + Int(sections) * 16 else {
            throw fail("it states \(sections) sections")
        }
        (kind, self.dimension, self.count) = (half(8), Int(dimension), Int(count))
        var places: [Range<Int>] = []
        var end = Self.headerSize + Int(sections) * 16
        func isZero(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0 } }
        for section in 0..<Int(sections) {
            let entry = Self.headerSize + section * 16
            let (from, length) = (number(entry), number(entry + 8))
            let start = Self.aligned(end)
            // Each follows the one before, so that no byte is in two of them or in none.
            guard from == UInt64(start), start <= bytes.count, length <= UInt64(bytes.count - start),
                isZero(end..<start)
            else { throw fail("section \(section) is not where it belongs") }
            end = start + Int(length)
            places.append(start..<end)
        }
        guard end == bytes.count, isZero(48..<Self.headerSize) else { throw fail("it holds more than it states") }
        self.places = places
        let table = UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize..<(Self.headerSize + places.count * 16)])
        let parts = places.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
        guard number(40) == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<40]), [table] + parts) else {
            throw fail("its checksum does not hold")
        }
    }

    /// Lets the system take back what was looked at to open it; what is looked at again comes back.
    public func letGo() { file.letGo(0..<size) }

    /// Writes an index beside, syncs and renames it: the file appears whole or not at all.
    public static func write(
        to path: String, kind: UInt32, dimension: Int, count: Int, sections: [UnsafeRawBufferPointer]
    ) throws(NeighborError) {
        var table = Data()
        func append<N: FixedWidthInteger>(_ number: N, to data: inout Data) {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        var end = headerSize + sections.count * 16
        for section in sections {
            append(UInt64(aligned(end)), to: &table)
            append(UInt64(section.count), to: &table)
            end = aligned(end) + section.count
        }
        var header = Data()
        for word in [magic, version, kind, UInt32(dimension)] { append(word, to: &header) }
        for word in [count, sections.count, end] { append(UInt64(word), to: &header) }
        let sum = header.withUnsafeBytes { header in
            table.withUnsafeBytes { checksum(header, [$0] + sections) }
        }
        append(sum, to: &header)
        header.append(Data(count: headerSize - header.count))
        do {
            try WholeFile.write(to: path) { file in
                try file.write(contentsOf: header + table)
                var written = header.count + table.count
                for section in sections {
                    try file.write(contentsOf: Data(count: aligned(written) - written))
                    written = aligned(written)
                    // In pieces: one call writes at most 2 GiB.
                    for from in stride(from: 0, to: section.count, by: 1 << 28) {
                        let piece = section[from..<min(section.count, from + 1 << 28)]
                        guard let start = UnsafeRawBufferPointer(rebasing: piece).baseAddress else { continue }
                        try file.write(
                            contentsOf: Data(
                                bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: piece.count,
                                deallocator: .none))
                    }
                    written += section.count
                }
            }
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
    }

    private static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

    /// A fingerprint of fingerprints: of the header so far and of pieces of the sections, which two threads take in turn.
    private static func checksum(_ header: UnsafeRawBufferPointer, _ sections: [UnsafeRawBufferPointer]) -> UInt64 {
        let piece = 1 << 22
        var pieces: [(at: UnsafeRawPointer, count: Int)] = []
        for section in sections {
            guard let start = section.baseAddress else { continue }
            for from in stride(from: 0, to: section.count, by: piece) {
                pieces.append((start + from, min(piece, section.count - from)))
            }
        }
        var sums = [UInt64](repeating: 0, count: pieces.count)
        let next = Atomic(0)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let (sums, pieces) = (sums, pieces)  // each piece is read and each sum written once
            DispatchQueue.concurrentPerform(iterations: min(2, pieces.count)) { _ in
                while true {
                    let at = next.add(1, ordering: .relaxed).oldValue
                    guard at < pieces.count else { return }
                    sums[at] = ck_fingerprint(pieces[at].at, pieces[at].count, UInt64(at))
                }
            }
        }
        let start = header.baseAddress.map { ck_fingerprint($0, header.count, UInt64(sections.count)) } ?? 0
        return sums.withUnsafeBytes { bytes in
            bytes.baseAddress.map { ck_fingerprint($0, bytes.count, start) } ?? start
        }
    }
}
