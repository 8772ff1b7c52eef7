public import Foundation

extension SnapshotFolder {
    /// Copies the snapshot in use and the journal beside it, while others publish and write.
    ///
    /// - Parameter target: A folder that is not there yet; nothing is made where there is no snapshot.
    public static func copy(_ folder: URL, to target: URL) throws {
        let files = FileManager.default
        // A snapshot is removed when two newer ones are published: then the newest is copied.
        for attempt in 1... {
            guard let name = SnapshotFolder.current(in: folder) else { return }
            do {
                try files.createDirectory(at: target, withIntermediateDirectories: true)
                try files.copyItem(at: folder.appending(path: name), to: target.appending(path: name))
                try copyJournal(folder.appending(path: "journal"), to: target.appending(path: "journal"))
                return try Data("\(name)\n".utf8).write(to: target.appending(path: "current"))
            } catch {
                try? files.removeItem(at: target)
                guard attempt < 5, SnapshotFolder.current(in: folder) != name else { throw error }
            }
        }
    }

    /// A segment that goes meanwhile is one whose vectors the snapshot has, or that are made again.
    private static func copyJournal(_ folder: URL, to target: URL) throws {
        let files = FileManager.default
        guard let names = try? files.contentsOfDirectory(atPath: folder.path) else { return }
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        for name in names {
            guard let bytes = files.contents(atPath: folder.appending(path: name).path) else { continue }
            try bytes.write(to: target.appending(path: name))
        }
    }
}
