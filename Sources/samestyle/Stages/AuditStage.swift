import Audit
import Catalog
import Foundation
import Records
import Retrieval

/// The whole catalogue looked through for listings that are the same, and the report.
struct AuditStage {
    let workspace: Workspace
    let console: Console

    private var kept: KeptAudits { KeptAudits(workspace.audits) }

    func run(_ settings: AuditSettings, out: String) throws -> AuditFindings {
        // Before the hours that it may take.
        try AuditReport.check(out)
        let store = try workspace.openCatalog()
        let (snapshot, products) = try upToDate(store)
        // Held while it runs: whoever looks at the kept audits sees that it does.
        let audit = try kept.open(settings)
        do { return try run(audit, store, snapshot, products, out) } catch {
            try? audit.end(error is CancellationError ? nil : "\(error)")
            throw error
        }
    }

    private func run(
        _ audit: KeptAudit, _ store: CatalogStore, _ snapshot: IndexSnapshot, _ products: [StoredProduct], _ out: String
    ) throws -> AuditFindings {
        func view(_ view: View) -> AuditedCatalogue.View? {
            snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present(view)) }
        }
        let catalogue = AuditedCatalogue(products: products, image: view(.i), text: view(.t), joint: view(.m))
        let line = console.progress("audit")
        var isFirst = true
        let found = try audit.run(
            over: catalogue, calibration: try workspace.calibration(audit.settings.relation),
            decisions: try store.decisions()
        ) { progress in
            try Task.checkCancellation()
            if progress.stage == .searching {
                if isFirst, progress.done > 0 {
                    console.note("going on with an audit that was ended: \(progress.done) listings were looked at")
                }
                isFirst = false
            }
            line.show(
                share: Double(progress.done) / Double(max(1, progress.total)), done: progress.done,
                unit: progress.stage.unit, secondsLeft: progress.secondsLeft, detail: progress.stage.rawValue)
        }
        let summary = found.summary
        try AuditReport.write(found.clusters, summary: summary, to: out)
        try keep(audit, found, revision: snapshot.manifest.revision, report: out)
        line.close(
            "\(summary.listings) listings: \(summary.clusters) clusters, \(summary.duplicates) listings could go")
        console.say("report: \(URL(filePath: out).appending(path: "report.html").path)")
        return found
    }

    /// The revision that the last audit of this kind saw; everything is new where there was none.
    func lastRevision(_ settings: AuditSettings) -> Int64 { kept.lastRevision(settings.relation, settings.within) }

    /// Keeps a copy of the report to be reviewed on the daemon's page, and removes the oldest.
    private func keep(_ audit: KeptAudit, _ found: AuditFindings, revision: Int64, report out: String) throws {
        try audit.take(report: out)
        try audit.finish(found.summary, revision: revision, decided: found.decided)
        try kept.remember(revision, audit.settings)
        try kept.prune(keeping: KeptAudits.most)
    }

    /// The snapshot in use with its products, built again first where the catalogue has changed since.
    private func upToDate(_ store: CatalogStore) throws -> (IndexSnapshot, [StoredProduct]) {
        let index = IndexStage(workspace: workspace, console: console)
        var snapshot = try index.folder.open().snapshot
        // A daemon may delete a product while the index is built: then it is built once more.
        for _ in 0..<3 {
            let products = try store.products(Array(snapshot.products))
            // Rows that went since a snapshot was built anew keep their places, and their products may have others.
            if snapshot.count == snapshot.products.count, products.count == snapshot.count,
                try store.revision() <= snapshot.manifest.revision
            {
                return (snapshot, products)
            }
            console.note("the catalogue has changed since the index was built: bringing it up to date")
            _ = try index.build(model: snapshot.manifest.model)
            snapshot = try index.folder.open().snapshot
        }
        let products = try store.products(Array(snapshot.products))
        guard products.count == snapshot.products.count, snapshot.count == products.count else {
            throw ProgramError.nothing(
                missing: "products were deleted faster than the index is built",
                remedy: "audit again when fewer writes come in")
        }
        return (snapshot, products)
    }
}
