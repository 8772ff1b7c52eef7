import Foundation

/// A lock on a folder that one process holds at a time, for as long as this lives; the system lets go of it when the process
/// ends, however it ends.
public final class FolderLock: Sendable {
    private let file: Int32

    /// Nil where another process, or another lock of this one, holds it.
    ///
    /// - Parameter path: The lock's file; it is made where it is missing, and stays.
    public init?(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(file)
            if reason == EWOULDBLOCK { return nil }
            throw POSIXError(POSIXErrorCode(rawValue: reason) ?? .EIO)
        }
        self.file = file
    }

    deinit { close(file) }
}
