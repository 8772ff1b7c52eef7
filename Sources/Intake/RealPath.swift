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
