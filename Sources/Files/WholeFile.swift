public import Foundation

/// Files that appear whole or not at all, whatever happens while they are written.
public enum WholeFile {
    /// Writes a file beside `path`, syncs it to disk, puts it in the place of what was there, and syncs the folder: when
    /// this returns, the file is there after a loss of power too. What `body` throws leaves everything as it was.
    public static func write(to path: String, _ body: (FileHandle) throws -> Void) throws {
        let beside = path + ".writing-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            guard FileManager.default.createFile(atPath: beside, contents: nil),
                let file = FileHandle(forWritingAtPath: beside)
            else { throw fault }
            defer { try? file.close() }
            try body(file)
            try file.synchronize()
            guard rename(beside, path) == 0 else { throw fault }
            try syncFolder(of: path)
        } catch {
            try? FileManager.default.removeItem(atPath: beside)
            throw error
        }
    }

    public static func write(_ data: Data, to path: String) throws {
        try write(to: path) { try $0.write(contentsOf: data) }
    }

    /// Makes the names in the folder that holds `path` last.
    public static func syncFolder(of path: String) throws {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw fault }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fault }
    }

    private static var fault: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
