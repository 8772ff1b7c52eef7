import Catalog
import Files
import Foundation

/// A data folder made of a backup.
struct RestoreStage {
    let workspace: Workspace
    let console: Console

    func run(from place: String) throws -> BackupStage.Summary {
        let began = Date()
        let files = FileManager.default
        let backup = BackupFolder(url: URL(filePath: place, directoryHint: .isDirectory).absoluteURL)
        // A daemon may serve what is there; and nobody wants it overwritten by a slip.
        let isTaken =
            try files.fileExists(atPath: workspace.root.path)
            && !files.contentsOfDirectory(atPath: workspace.root.path).isEmpty
        guard !isTaken else {
            throw ProgramError.badInput(
                file: workspace.root.path,
                reason: "there is a data folder already; move it away, or name another --data")
        }
        let line = console.progress("restore")
        let contents = try backup.checked()
        let beside = workspace.root.deletingLastPathComponent()
            .appending(path: ".\(workspace.root.lastPathComponent).restoring")
        try? files.removeItem(at: beside)
        do {
            try files.createDirectory(
                at: beside.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.copyItem(at: backup.data, to: beside)
            let moved = Workspace(path: beside.path)
            try moved.openCatalog().movePictures(
                from: Workspace(path: contents.root).pictures.path, to: workspace.pictures.path)
            // An empty folder gives way, one that was filled meanwhile does not.
            _ = rmdir(workspace.root.path)
            try files.moveItem(at: beside, to: workspace.root)
            try WholeFile.syncFolder(of: workspace.root.path)
        } catch {
            try? files.removeItem(at: beside)
            throw error
        }
        line.close("\(contents.files.count) files, \(contents.bytes >> 20) MiB, \(contents.products) products")
        return BackupStage.Summary(
            files: contents.files.count, bytes: contents.bytes, products: contents.products,
            seconds: Date().timeIntervalSince(began))
    }
}
