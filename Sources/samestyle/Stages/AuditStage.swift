import Audit
import Catalog
import Foundation
import Records
import Retrieval

/// The whole catalogue looked through for listings that are the same, and the report.
struct AuditStage {
    let workspace: Workspace
    let console: Console

    /// What the last audit saw, for `--since last`.
    private struct Last: Codable {
        let revision: Int64
    }

    func run(_ settings: AuditSettings, out: String) throws -> (summary: AuditSummary, clusters: [DuplicateCluster]) {
        let began = Date()
        let store = try workspace.openCatalog()
        let snapshot = try upToDate(store)
        let products = try store.products(snapshot.products)
        func view(_ view: View) -> AuditedCatalogue.View? {
            snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present[view]) }
        }
        let catalogue = AuditedCatalogue(products: products, image: view(.i), text: view(.t), joint: view(.m))
        let finder = DuplicateFinder(settings, model: try evidenceModel())
        let line = console.progress("audit")
        let clusters = try finder.clusters(in: catalogue, decisions: try store.decisions()) { progress in
            try Task.checkCancellation()
            line.show(
                share: Double(progress.done) / Double(max(1, progress.total)), done: progress.done,
                unit: progress.stage.unit, detail: progress.stage.rawValue)
        }
        let summary = finder.summary(
            of: clusters, listings: products.count, seconds: Date().timeIntervalSince(began))
        try AuditReport.write(clusters, summary: summary, to: out)
        try remember(snapshot.manifest.revision)
        line.close(
            "\(summary.listings) listings: \(summary.clusters) clusters, \(summary.duplicates) listings could go")
        console.say("report: \(URL(filePath: out).appending(path: "report.html").path)")
        return (summary, clusters)
    }

    /// The revision that the last audit saw; everything is new where there was none.
    func lastRevision() -> Int64 {
        guard let bytes = try? Data(contentsOf: workspace.audits.appending(path: "last.json")) else { return 0 }
        return (try? JSONDecoder().decode(Last.self, from: bytes))?.revision ?? 0
    }

    private func remember(_ revision: Int64) throws {
        try FileManager.default.createDirectory(at: workspace.audits, withIntermediateDirectories: true)
        try JSONEncoder().encode(Last(revision: revision))
            .write(to: workspace.audits.appending(path: "last.json"), options: .atomic)
    }

    /// The snapshot in use, built again first where the catalogue has changed since.
    private func upToDate(_ store: CatalogStore) throws -> IndexSnapshot {
        let index = IndexStage(workspace: workspace, console: console)
        let snapshot = try index.folder.open()
        guard try store.revision() > snapshot.manifest.revision else { return snapshot }
        console.note("the catalogue has changed since the index was built: bringing it up to date")
        _ = try index.build(model: snapshot.manifest.model)
        return try index.folder.open()
    }

    private func evidenceModel() throws -> EvidenceModel? {
        guard let bytes = FileManager.default.contents(atPath: workspace.evidence.path) else { return nil }
        do { return try JSONDecoder().decode(EvidenceModel.self, from: bytes) } catch {
            throw ProgramError.badInput(file: workspace.evidence.path, reason: "\(error)")
        }
    }
}

extension AuditProgress.Stage {
    /// What is counted.
    fileprivate var unit: String {
        switch self {
        case .reading, .searching: "listings"
        case .comparing, .joining: "pairs"
        }
    }
}
