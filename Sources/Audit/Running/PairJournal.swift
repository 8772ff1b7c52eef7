import CKernels
import Files
import Foundation

/// What an audit found block by block, on disk, so that it goes on after it was ended.
///
/// Its first 16 bytes: magic "SSAJ", version (4), the audit's key (8). Then a record for each block, in their order,
/// little-endian: length of the rest after the checksum (4), checksum of that rest (8), number of the block (4), and of each
/// pair its rows (4 and 4), its confidence (8) and its overlay (4, NaN for none). A record that is cut off or altered is taken
/// away with all behind it.
final class PairJournal {
    /// The pairs of the blocks that an earlier start finished.
    let blocks: [[ScoredPair]]
    private let path: String
    private let file: Int32
    private var count: Int
    /// Held for as long as this lives: two audits in one folder would write over each other.
    private let lock: FolderLock

    private static let version: UInt32 = 2
    private static let headerSize = 16
    private static let pairSize = 20

    /// - Parameters:
    ///   - folder: Made where it is missing.
    ///   - key: That of the audit; what another one left is removed.
    init(in folder: URL, key: UInt64) throws(AuditError) {
        let path = folder.appending(path: "pairs.journal").path
        self.path = path
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            guard let lock = try FolderLock(folder.appending(path: "lock").path) else {
                throw AuditError.unwritable(path: folder.path, reason: "another audit is at work in it")
            }
            self.lock = lock
            let header = Self.header(key)
            let found = try? Data(contentsOf: URL(filePath: path))
            let (blocks, length) = found.map { Self.read($0, header) } ?? ([], 0)
            file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND, 0o644)
            guard file >= 0, ftruncate(file, off_t(length)) == 0 else { throw Self.fault }
            (self.blocks, count) = (blocks, blocks.count)
            if length == 0 { try put(header) }
        } catch {
            throw error as? AuditError ?? .unwritable(path: folder.path, reason: error.localizedDescription)
        }
    }

    deinit { close(file) }

    /// Puts the pairs of the next block at the end; they are on disk when this returns.
    func append(_ pairs: [ScoredPair]) throws(AuditError) {
        var body: [UInt8] = []
        body.reserveCapacity(4 + Self.pairSize * pairs.count)
        Self.add(UInt32(count), to: &body)
        for scored in pairs {
            Self.add(scored.pair.a, to: &body)
            Self.add(scored.pair.b, to: &body)
            Self.add(scored.confidence.bitPattern, to: &body)
            Self.add((scored.overlay ?? .nan).bitPattern, to: &body)
        }
        var bytes: [UInt8] = []
        Self.add(UInt32(body.count), to: &bytes)
        Self.add(ck_fingerprint(body, body.count, 0), to: &bytes)
        do { try put(bytes + body) } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
        count += 1
    }

    private static func header(_ key: UInt64) -> [UInt8] {
        var bytes = Array("SSAJ".utf8)
        add(version, to: &bytes)
        add(key, to: &bytes)
        return bytes
    }

    private static func add(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    /// The blocks that are whole, and up to where they go; nothing of another audit.
    private static func read(_ data: Data, _ header: [UInt8]) -> ([[ScoredPair]], Int) {
        data.withUnsafeBytes { bytes in
            guard bytes.count >= headerSize, bytes.prefix(headerSize).elementsEqual(header) else { return ([], 0) }
            func number<N: FixedWidthInteger>(_ at: Int, _: N.Type) -> N {
                N(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: N.self))
            }
            var (blocks, at): ([[ScoredPair]], Int) = ([], headerSize)
            while bytes.count - at >= 16 {
                let length = Int(number(at, UInt32.self))
                let start = at + 12
                guard length >= 4, (length - 4).isMultiple(of: pairSize), length <= bytes.count - start,
                    number(at + 4, UInt64.self) == ck_fingerprint(bytes.baseAddress! + start, length, 0),
                    number(start, UInt32.self) == UInt32(blocks.count)
                else { break }
                blocks.append(
                    stride(from: start + 4, to: start + length, by: pairSize).map { place in
                        let overlay = Float(bitPattern: number(place + 16, UInt32.self))
                        return ScoredPair(
                            pair: RowPair(Int(number(place, Int32.self)), Int(number(place + 4, Int32.self))),
                            confidence: Double(bitPattern: number(place + 8, UInt64.self)),
                            overlay: overlay.isNaN ? nil : overlay)
                    })
                at = start + length
            }
            return (blocks, at)
        }
    }

    private func put(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { write(file, $0.baseAddress! + done, bytes.count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.fault }
            done += written
        }
        guard fdatasync(file) == 0 else { throw Self.fault }
    }

    private static var fault: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
