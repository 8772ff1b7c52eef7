import Foundation
import Retrieval

/// A backup: everything of a data folder in `data`, and `backup.json`, which seals every file.
struct BackupFolder {
    let url: URL
    var data: URL { url.appending(path: "data", directoryHint: .isDirectory) }
    private var list: URL { url.appending(path: "backup.json") }

    /// What a backup says of itself.
    struct Contents: Codable {
        /// The data folder that it was made of: paths in the catalogue begin with it.
        var root: String
        /// Seconds since 1970.
        var made: Int64
        var products: Int
        /// By the path within the data folder.
        var files: [String: FileSeal]

        var bytes: Int { files.values.reduce(0) { $0 + $1.bytes } }
    }

    /// The paths of all files within `data`, sorted.
    func paths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: data.path).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: data.appending(path: path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    func write(_ contents: Contents) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(contents).write(to: list)
    }

    /// What the backup holds, once every file is what it was.
    func checked() throws -> Contents {
        let contents: Contents
        do { contents = try JSONDecoder().decode(Contents.self, from: Data(contentsOf: list)) } catch {
            throw ProgramError.badInput(file: list.path, reason: "this folder holds no backup that can be read")
        }
        for (path, seal) in contents.files.sorted(by: { $0.key < $1.key }) {
            // The list comes from outside: nothing it names may lie elsewhere.
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
                throw ProgramError.badInput(file: list.path, reason: "it names \(path), which is no file of a backup")
            }
            let file = data.appending(path: path).path
            if let fault = seal.fault(at: file) { throw ProgramError.badInput(file: file, reason: fault) }
        }
        // What the list does not name was put there by somebody else.
        let others = Set(try paths()).subtracting(contents.files.keys).sorted()
        guard others.isEmpty, contents.files["catalog.sqlite"] != nil else {
            let reason = others.first.map { "\($0) is not of the backup" } ?? "it names no catalogue"
            throw ProgramError.badInput(file: list.path, reason: reason)
        }
        return contents
    }
}
