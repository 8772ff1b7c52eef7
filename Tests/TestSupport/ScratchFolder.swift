public import Foundation

/// A folder of its own for one test, removed when the value goes.
public final class ScratchFolder: Sendable {
    public let url: URL
    public var path: String { url.path }

    /// The path of `name` in the folder; nothing is written.
    public func path(_ name: String) -> String { url.appending(path: name).path }

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "samestyle-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes `bytes` under the folder and gives the path.
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    public func write(_ text: String, to name: String) throws -> String {
        try write(text.utf8, to: name)
    }
}
