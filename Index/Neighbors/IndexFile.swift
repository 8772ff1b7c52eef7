import Files
public import Foundation

/// The envelope of every index file: what it holds, how large, and a checksum that is held before anything is believed.
///
/// Forty bytes of header, little-endian: magic "SSNI", version, kind, dimension, rows (8 bytes), payload length
/// (8 bytes), checksum (8 bytes, of the header so far and the payload); then the payload.
public struct IndexFile {
    public let kind: UInt32
    public let dimension: Int
    public let count: Int
    public let payload: Data

    private static let magic: [UInt8] = Array("SSNI".utf8)
    private static let version: UInt32 = 1
    private static let headerSize = 40
    private static let largestDimension = 65_536

    public init(kind: UInt32, dimension: Int, count: Int, payload: Data) {
        (self.kind, self.dimension, self.count, self.payload) = (kind, dimension, count, payload)
    }

    /// Opens a file; nothing of the payload is looked at until the checksum holds.
    public init(contentsOf path: String) throws(NeighborError) {
        let data: Data
        do { data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        func fail(_ reason: String) -> NeighborError { .damaged(path: path, reason: reason) }
        guard data.count >= Self.headerSize else { throw fail("it ends within its header") }
        guard data.prefix(4).elementsEqual(Self.magic) else { throw fail("it is no index file") }
        func number(_ at: Int, _ bytes: Int) -> UInt64 {
            data[at..<(at + bytes)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard number(4, 4) == UInt64(Self.version) else { throw fail("its version is \(number(4, 4))") }
        let (dimension, count, length) = (number(12, 4), number(16, 8), number(24, 8))
        guard length == UInt64(data.count - Self.headerSize) else {
            throw fail("it is said to hold \(length) bytes and holds \(data.count - Self.headerSize)")
        }
        let payload = data.subdata(in: Self.headerSize..<data.count)
        guard number(32, 8) == Self.checksum(data.prefix(32), payload) else { throw fail("its checksum does not hold") }
        guard (1...UInt64(Self.largestDimension)).contains(dimension), count <= UInt64(Int32.max) else {
            throw fail("it states \(count) rows of \(dimension)")
        }
        self.init(kind: UInt32(number(8, 4)), dimension: Int(dimension), count: Int(count), payload: payload)
    }

    /// Written beside, synced and renamed: the file appears whole or not at all.
    public func write(to path: String) throws(NeighborError) {
        var header = Data(Self.magic)
        func append<N: FixedWidthInteger>(_ number: N) {
            withUnsafeBytes(of: number.littleEndian) { header.append(contentsOf: $0) }
        }
        append(Self.version)
        append(kind)
        append(UInt32(dimension))
        append(UInt64(count))
        append(UInt64(payload.count))
        append(Self.checksum(header, payload))
        do {
            try WholeFile.write(to: path) { file in
                try file.write(contentsOf: header)
                try file.write(contentsOf: payload)
            }
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
    }

    /// FNV-1a over words of eight bytes: quick, and enough against accident.
    private static func checksum(_ header: Data, _ payload: Data) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func take(_ data: Data) {
            data.withUnsafeBytes { bytes in
                var at = 0
                while at + 8 <= bytes.count {
                    let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
                    hash = (hash ^ word) &* 0x0000_0100_0000_01b3
                    hash ^= hash >> 29
                    at += 8
                }
                while at < bytes.count {
                    hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3
                    at += 1
                }
            }
        }
        take(header)
        take(payload)
        return hash
    }
}

extension ExactIndex {
    /// What marks an exact index among index files.
    private static let kind: UInt32 = 0

    public init(contentsOf path: String) throws(NeighborError) {
        let file = try IndexFile(contentsOf: path)
        guard file.kind == Self.kind, file.payload.count == file.count * file.dimension * 4 else {
            throw .damaged(path: path, reason: "it is no exact index of \(file.count) rows of \(file.dimension)")
        }
        let vectors = [Float](unsafeUninitializedCapacity: file.count * file.dimension) { buffer, count in
            count = file.payload.copyBytes(to: buffer) / 4
        }
        try self.init(vectors, dimension: file.dimension)
    }

    public func write(to path: String) throws(NeighborError) {
        let payload = all.withUnsafeBytes { Data($0) }
        try IndexFile(kind: Self.kind, dimension: dimension, count: count, payload: payload).write(to: path)
    }
}
