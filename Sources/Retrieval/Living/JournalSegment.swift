import Files
import Foundation

/// One file of the journal, written at its end alone.
///
/// Its first 24 bytes: magic "SSVJ", version (4), dimension (4), zero (4), a key of the model's fingerprint (8); then records.
final class JournalSegment {
    let path: String
    private let file: Int32
    /// Up to where it holds whole records.
    private var length: Int
    /// It could not be brought back to whole records after a write that failed.
    private(set) var isBroken = false

    private static let headerSize = 24
    private static let version: UInt32 = 1

    /// What a segment was written for.
    struct Header: Hashable {
        var dimension: Int
        var model: UInt64

        fileprivate var bytes: [UInt8] {
            var bytes = Array("SSVJ".utf8)
            for number in [JournalSegment.version, UInt32(dimension), 0] {
                withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
            }
            withUnsafeBytes(of: model.littleEndian) { bytes += $0 }
            return bytes
        }
    }

    /// What lies in a file: the records up to the first that is not whole, and how many bytes lie behind them. No records
    /// where it was written for another model.
    static func read(_ path: String, _ header: Header) throws -> (records: [JournalRecord], length: Int, lost: Int)? {
        // Not mapped: whoever writes it may cut off what it could not write whole.
        return try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { bytes in
            guard bytes.count >= headerSize, bytes.prefix(headerSize).elementsEqual(header.bytes) else { return nil }
            var (records, at): ([JournalRecord], Int) = ([], headerSize)
            while let next = JournalRecord.read(
                UnsafeRawBufferPointer(rebasing: bytes[at...]), dimension: header.dimension)
            {
                records.append(next.record)
                at += next.size
            }
            return (records, at, bytes.count - at)
        }
    }

    /// A new file, on disk with its name when this returns.
    init(creating path: String, _ header: Header) throws {
        self.path = path
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0o644)
        guard file >= 0 else { throw Self.fault }
        length = 0
        do {
            try append(header.bytes)
            try WholeFile.syncFolder(of: path)
        } catch {
            unlink(path)
            throw error
        }
    }

    deinit { close(file) }

    /// Puts records at the end; they are on disk when this returns, or the file is as it was.
    func append(_ bytes: [UInt8]) throws {
        do {
            var done = 0
            while done < bytes.count {
                let written = bytes.withUnsafeBytes { write(file, $0.baseAddress! + done, bytes.count - done) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw Self.fault }
                done += written
            }
            guard fdatasync(file) == 0 else { throw Self.fault }
            length += bytes.count
        } catch {
            // Half a record at the end would hide all that follow it.
            if ftruncate(file, off_t(length)) != 0 { isBroken = true }
            throw error
        }
    }

    private static var fault: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
