import Foundation

/// The folder that a tokenizer is read from; it remembers what was read.
struct TokenFolder {
    /// The largest file that is read, in bytes: Gemma's `tokenizer.json` has 34 million.
    static let largestFile = 64 << 20
    let directory: String
    private(set) var read: [String: Data] = [:]

    init(_ directory: String) { self.directory = directory }

    func path(_ name: String) -> String { URL(filePath: directory).appending(path: name).path }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    mutating func bytes(_ name: String) throws(TokenError) -> [UInt8] {
        let path = path(name)
        let data: Data
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
            defer { try? file.close() }
            data = try file.read(upToCount: Self.largestFile + 1) ?? Data()
        } catch { throw .unreadable(path: path, reason: error.localizedDescription) }
        guard data.count <= Self.largestFile else {
            throw .unreadable(path: path, reason: "it is longer than \(Self.largestFile) bytes")
        }
        read[name] = data
        return [UInt8](data)
    }

    mutating func json(_ name: String) throws(TokenError) -> JSONField {
        let bytes = try bytes(name)
        do throws(JSONReader.Failure) {
            return JSONField(value: try JSONReader.read(bytes), place: "", path: path(name))
        } catch {
            throw .unexpected(
                path: path(name), place: "byte \(error.byte)", found: error.found, expected: error.expected)
        }
    }

    /// The same, or null where the folder has no such file.
    mutating func jsonIfThere(_ name: String) throws(TokenError) -> JSONField {
        guard has(name) else { return JSONField(value: .null, place: "", path: path(name)) }
        return try json(name)
    }
}
