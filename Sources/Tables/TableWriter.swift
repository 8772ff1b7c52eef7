import Foundation

/// Writes CSV (RFC 4180) row by row: a field with a comma, a quote or a newline is quoted.
public final class TableWriter {
    public let path: String
    /// The length of the file with what was written so far, in bytes.
    public private(set) var length: Int
    private let handle: FileHandle

    /// A new file with a header, or the first `length` bytes of an old one, to be written on.
    ///
    /// - Parameter length: What is behind it is cut off; nil starts anew. Longer than the file starts anew too.
    public init(path: String, header: [String], keeping length: Int? = nil) throws(TableError) {
        self.path = path
        let manager = FileManager.default
        let old = (try? manager.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
        let kept = length.flatMap { kept in old.flatMap { kept <= $0 ? kept : nil } } ?? 0
        do {
            try manager.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            if old == nil, !manager.createFile(atPath: path, contents: nil) {
                throw CocoaError(.fileWriteNoPermission)
            }
            handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.truncate(atOffset: UInt64(kept))
            try handle.seek(toOffset: UInt64(kept))
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
        self.length = kept
        if kept == 0 { try write([header]) }
    }

    /// Writes rows and hands them to the disk before it comes back.
    public func write(_ rows: [[String]]) throws(TableError) {
        guard !rows.isEmpty else { return }
        let text = Data(rows.map(Self.line).joined().utf8)
        do {
            try handle.write(contentsOf: text)
            try handle.synchronize()
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
        length += text.count
    }

    /// One row with its newline.
    public static func line(_ fields: [String]) -> String {
        let written = fields.map { field in
            guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
                return field
            }
            return "\"" + field.replacing("\"", with: "\"\"") + "\""
        }
        return written.joined(separator: ",") + "\n"
    }
}
