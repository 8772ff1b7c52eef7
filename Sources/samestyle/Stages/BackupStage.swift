import Audit
import Files
import Foundation
import Retrieval

/// A copy of the whole data folder, made while a daemon may serve and change it.
struct BackupStage {
    let workspace: Workspace
    let console: Console

    struct Summary: Encodable {
        let files: Int
        let bytes: Int
        let products: Int
        let seconds: Double
    }

    /// Snapshots, journals and the catalogue come one after the other: what the catalogue has beyond an older index is
    /// encoded after a restore, while an index beyond its catalogue would hold what nobody knows.
    func run(out: String) throws -> Summary {
        let began = Date()
        let target = URL(filePath: out, directoryHint: .isDirectory).absoluteURL.standardizedFileURL
        guard FileManager.default.fileExists(atPath: workspace.catalog.path) else {
            throw ProgramError.nothing(missing: "no catalogue in \(workspace.root.path)", remedy: "name another --data")
        }
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw ProgramError.badInput(file: target.path, reason: "it is there already; a backup makes a new folder")
        }
        let line = console.progress("backup")
        let beside = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).writing")
        try? FileManager.default.removeItem(at: beside)
        do {
            let summary = try copy(into: BackupFolder(url: beside), began)
            try FileManager.default.moveItem(at: beside, to: target)
            try WholeFile.syncFolder(of: target.path)
            line.close("\(summary.files) files, \(summary.bytes >> 20) MiB, \(summary.products) products")
            return summary
        } catch {
            try? FileManager.default.removeItem(at: beside)
            throw error
        }
    }

    private func copy(into backup: BackupFolder, _ began: Date) throws -> Summary {
        let files = FileManager.default
        try files.createDirectory(at: backup.data, withIntermediateDirectories: true)
        try SnapshotFolder.copy(workspace.index, to: backup.data.appending(path: workspace.index.lastPathComponent))
        let store = try workspace.openCatalog()
        let copied = backup.data.appending(path: workspace.catalog.lastPathComponent)
        try store.backup(to: copied.path)
        // Pictures after the catalogue: they are never removed, so all that it names are there.
        let catalog = workspace.catalog.lastPathComponent
        let done = [workspace.index.lastPathComponent, catalog, "\(catalog)-wal", "\(catalog)-shm"]
        for name in try files.contentsOfDirectory(atPath: workspace.root.path).sorted()
        where !name.hasPrefix(".") && !done.contains(name) {
            try Task.checkCancellation()
            // A folder that lies elsewhere, and is named here by a link, is copied all the same.
            let real = workspace.root.appending(path: name).resolvingSymlinksInPath()
            guard name != workspace.audits.lastPathComponent else {
                try KeptAudits(real).copy(to: backup.data.appending(path: name))
                continue
            }
            try files.copyItem(at: real, to: backup.data.appending(path: name))
        }
        var contents = BackupFolder.Contents(
            root: workspace.root.path, made: Int64(began.timeIntervalSince1970), products: try store.count(), files: [:]
        )
        for path in try backup.paths() {
            contents.files[path] = try FileSeal(of: backup.data.appending(path: path).path)
        }
        try backup.write(contents)
        return Summary(
            files: contents.files.count, bytes: contents.bytes, products: contents.products,
            seconds: Date().timeIntervalSince(began))
    }
}
