import Foundation

/// What tells whether a file is as it was.
struct FileState: Hashable, Sendable {
    let size: Int
    /// Nanoseconds since 1970.
    let modified: Int64

    /// Of a regular file: a pipe or a device would never end.
    init(path: String) throws(IntakeError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is no regular file") }
        size = Int(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
