import Catalog
import Foundation
import Intake
import Pictures
import Tables

/// Files into the catalogue, with a progress line.
struct ImportStage {
    let workspace: Workspace
    let console: Console

    func products(
        _ file: String, format: TableFormat? = nil, images: String? = nil, mapping: ColumnMapping = .init(),
        preset: ImportPreset = .generic, limits: PictureLimits = .init()
    ) throws -> ImportSummary {
        let importing = CatalogImport(store: try workspace.openCatalog(), preset: preset, mapping: mapping)
        return try run("products", file) { rejects, progress in
            try importing.run(
                file: file, format: format, images: images, limits: limits, rejects: rejects, progress: progress,
                isCancelled: { Task.isCancelled })
        }
    }

    func clicks(
        _ file: String, format: TableFormat? = nil, mapping: ColumnMapping = .init(), preset: ImportPreset = .generic
    ) throws -> ImportSummary {
        let importing = ClickImport(store: try workspace.openCatalog(), preset: preset, mapping: mapping)
        return try run("clicks", file) { rejects, progress in
            try importing.run(
                file: file, format: format, rejects: rejects, progress: progress, isCancelled: { Task.isCancelled })
        }
    }

    private func run(
        _ what: String, _ file: String, _ work: (String, (ImportProgress) -> Void) throws -> ImportSummary
    ) throws -> ImportSummary {
        try FileManager.default.createDirectory(at: workspace.rejects, withIntermediateDirectories: true)
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        // Two files of one name, from two folders, keep their rejects apart.
        let place = SHA256.hexadecimal(Array(URL(filePath: file).standardizedFileURL.path.utf8)).prefix(6)
        let rejects = workspace.rejects.appending(path: "\(name)-\(what)-\(place).csv").path
        let line = console.progress("import \(what)")
        let summary = try work(rejects) { progress in
            let rejected = progress.summary.rejected
            line.show(
                share: Double(progress.bytes) / Double(max(1, progress.totalBytes)), done: progress.summary.read,
                unit: "rows", detail: rejected > 0 ? "\(rejected) rejected" : "")
        }
        guard summary.finished else {
            throw ProgramError.interrupted("\(summary.read) rows are in; run the same command again to go on")
        }
        line.close(
            "\(summary.read) rows: \(summary.imported) new, \(summary.updated) changed, \(summary.unchanged) unchanged, "
                + "\(summary.rejected) rejected")
        if summary.picturesLeftOut > 0 {
            console.note(
                "\(summary.picturesLeftOut) pictures left out: a product keeps its first \(StoredProduct.mostPictures)")
        }
        if summary.rejected > 0 { console.note("rejected rows with line, id and reason: \(summary.rejects)") }
        return summary
    }
}
