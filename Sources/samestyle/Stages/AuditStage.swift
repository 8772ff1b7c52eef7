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
        let (snapshot, products) = try IndexStage(workspace: workspace, console: console).upToDate(store)
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
        try kept.prune()
    }
}
