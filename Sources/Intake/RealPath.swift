import Foundation

/// Paths as the file system sees them.
enum RealPath {
    /// The absolute path without `..` and symbolic links; nil where nothing is there.
    static func of(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }

    /// Whether `path` lies in `folder`; both real.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        folder == "/" || path.utf8.starts(with: (folder + "/").utf8)
    }
}

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
