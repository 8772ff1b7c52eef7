public import Files
public import Foundation
public import Neighbors
import Records

/// The folder of index snapshots: each in a folder of its own, and a file `current` that names the one in use.
///
/// A snapshot is written whole beside, synced and renamed; then `current` is replaced by a rename. A reader sees the old one
/// or the new one, whatever happens in between. The one before stays, for when the newest turns out to be torn.
public struct SnapshotFolder: Sendable {
    public let url: URL
    let indexing: any NeighborIndexing

    public init(_ url: URL, _ indexing: any NeighborIndexing) {
        self.url = url
        self.indexing = indexing
    }

    private var pointer: URL { url.appending(path: "current") }

    /// The name of the snapshot that was published last; nil where none was.
    public var current: String? { Self.current(in: url) }

    static func current(in folder: URL) -> String? {
        guard let text = try? String(contentsOf: folder.appending(path: "current"), encoding: .utf8) else { return nil }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty || name.contains("/") || name.hasPrefix(".") ? nil : name
    }

    /// The vectors that were worked out since the snapshot in use was built.
    var journal: VectorJournal { VectorJournal(url.appending(path: "journal")) }

    /// The lock of the one process that writes the journal and folds it in.
    func writerLock() throws(RetrievalError) -> FolderLock {
        guard let lock = try lock("writer.lock") else { throw .otherWriter(path: url.path) }
        return lock
    }

    /// The lock of the one process that builds a snapshot; nil where another one does.
    public func buildLock() throws(RetrievalError) -> FolderLock? { try lock("build.lock") }

    private func lock(_ name: String) throws(RetrievalError) -> FolderLock? {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            return try FolderLock(url.appending(path: name).path)
        } catch { throw .unwritable(path: url.path, reason: error.localizedDescription) }
    }

    /// What was opened.
    public struct Opened: Sendable {
        public let snapshot: IndexSnapshot
        public let name: String
        /// Why newer ones could not be: the operator must know.
        public let refused: [RetrievalError]
    }

    /// Opens the snapshot in use, or the newest before it that is whole.
    ///
    /// - Throws: What is wrong with the one in use, where none can be opened.
    public func open() throws(RetrievalError) -> Opened {
        let last = current
        let others = snapshots().filter { $0 != last }
        guard let first = last ?? others.first else { throw .noIndex(path: url.path) }
        var refused: [RetrievalError] = []
        for name in [first] + others.filter({ $0 != first }) {
            do {
                let snapshot = try SnapshotFiles(url.appending(path: name)).read(indexing)
                return Opened(snapshot: snapshot, name: name, refused: refused)
            } catch { refused.append(error) }
        }
        throw refused[0]
    }

    /// The names of the snapshots that were written whole, the newest first.
    private func snapshots() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { name in
            !name.hasPrefix(".")
                && FileManager.default.fileExists(atPath: url.appending(path: "\(name)/manifest.json").path)
        }.sorted { Self.order($0) > Self.order($1) }
    }

    /// Names begin with the second that they were built in.
    private static func order(_ name: String) -> (Int, String) {
        (name.split(separator: "-").first.flatMap { Int($0) } ?? 0, name)
    }

    /// Writes a snapshot and puts it in use; older ones but the last are removed.
    ///
    /// - Returns: Its name.
    @discardableResult
    public func publish(_ snapshot: IndexSnapshot) throws(RetrievalError) -> String {
        let before = current
        let name = "\(snapshot.manifest.built)-\(UUID().uuidString.prefix(8).lowercased())"
        let (beside, folder) = (url.appending(path: ".\(name)"), url.appending(path: name))
        do {
            let files = FileManager.default
            try files.createDirectory(at: beside, withIntermediateDirectories: true)
            try SnapshotFiles(beside).write(snapshot)
            try files.moveItem(at: beside, to: folder)
            try WholeFile.syncFolder(of: folder.path)
            try WholeFile.write(Data("\(name)\n".utf8), to: pointer.path)
        } catch {
            // Of what nobody was told nothing stays.
            for left in [beside, folder] { try? FileManager.default.removeItem(at: left) }
            throw .unwritable(path: url.path, reason: "\(error)")
        }
        removeOld(but: [name, before])
        return name
    }

    private func removeOld(but kept: [String?]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        let known = Set(["current", "journal", "writer.lock", "build.lock"])
        for other in names where !known.contains(other) && !kept.contains(other) && !isFresh(other) {
            try? FileManager.default.removeItem(at: url.appending(path: other))
        }
    }

    /// Whether another process may be writing it at this moment; what a killed one left is removed a day later.
    private func isFresh(_ name: String) -> Bool {
        guard name.hasPrefix(".") || name.contains(".writing-") else { return false }
        let values = try? url.appending(path: name).resourceValues(forKeys: [.contentModificationDateKey])
        return values?.contentModificationDate.map { $0 > Date(timeIntervalSinceNow: -86_400) } ?? false
    }
}
