import Audit
import DemoCatalog
import Encoders
import Foundation
import Measures
import Records
import Training

/// A drawn marketplace taken through every stage; the truth is known, so each stage is held against it.
struct DemoStage {
    let workspace: Workspace
    let console: Console

    /// Enough for the preset `demo` to learn the drawn marketplace, and done in about two minutes on two cores.
    static let epochs = 32.0

    private static let model = "demo"
    private var folder: URL { workspace.root.appending(path: "demo") }

    func run(seed: UInt64, styles: Int, epochs: Double) throws -> DemoSummary {
        try makeRoom()
        var summary = DemoSummary(seed: seed)
        var size = DemoMarketplace.Size()
        size.styles = styles
        let market = DemoMarketplace(seed: seed, size: size)
        let clicks = DemoClickLog(over: market)

        let files = try summary.timed("draw") { try draw(market, clicks) }
        summary.draw = DemoSummary.Drawing(market, clicks)
        let imports = ImportStage(workspace: workspace, console: console)
        summary.products = try summary.timed("products") {
            try imports.products(files.products, images: files.images)
        }
        summary.clicks = try summary.timed("clicks") { try imports.clicks(files.clicks) }
        summary.pairs = try summary.timed("pairs") {
            DemoSummary.Pairs(try PairStage(store: workspace.openCatalog()).run(), clicks.truth, market)
        }
        summary.train = try summary.timed("train") { try train(epochs, seed) }
        let index = IndexStage(workspace: workspace, console: console)
        summary.index = try summary.timed("index") { try index.build(model: Self.model) }
        summary.indexCheck = try index.check(500)
        let evaluation = EvaluateStage(workspace: workspace, console: console)
        summary.evaluate = try summary.timed("evaluate") { try evaluation.run() }
        let audit = AuditStage(workspace: workspace, console: console)
        let found = try summary.timed("audit") {
            try audit.run(AuditSettings(), out: workspace.audits.appending(path: "demo").path)
        }
        (summary.audit, summary.auditTruth) = (found.summary, Self.held(found.clusters, against: market))
        summary.table.forEach(console.say)
        return summary
    }

    /// Says that a data folder is a demo's, and was from its first file on.
    private var marker: URL { folder.appending(path: ".drawn-by-samestyle") }

    /// Removes what an earlier demo left, and marks the folder as a demo's. One that holds anything else is not touched:
    /// files of another kind, another model, or products and clicks that were imported from elsewhere.
    private func makeRoom() throws {
        let files = FileManager.default
        let found = (try? files.contentsOfDirectory(atPath: workspace.root.path)) ?? []
        if !found.isEmpty {
            let own: Set = ["demo", "models", "index", "audits", "rejects", "pictures"]
            let models = (try? files.contentsOfDirectory(atPath: workspace.models.path)) ?? []
            let isDemos =
                files.fileExists(atPath: marker.path) && models.allSatisfy { $0 == Self.model }
                && found.allSatisfy { own.contains($0) || $0.hasPrefix(workspace.catalog.lastPathComponent) }
            guard try isDemos && isAllDrawn() else {
                throw ProgramError.nothing(
                    missing: "no room for a demo: \(workspace.root.path) holds something else",
                    remedy: "choose another folder with --data")
            }
            console.note("replacing the demo in \(workspace.root.path)")
            for name in found { try files.removeItem(at: workspace.root.appending(path: name)) }
        }
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: marker)
    }

    /// Whether every product of the catalogue has its pictures from the demo's own folder.
    private func isAllDrawn() throws -> Bool {
        guard FileManager.default.fileExists(atPath: workspace.catalog.path) else { return true }
        // As the import resolves the paths of pictures.
        let place = folder.resolvingSymlinksInPath().path + "/"
        var all = true
        try workspace.openCatalog().forEachProduct { batch in
            all = all && batch.allSatisfy { $0.picture?.path.hasPrefix(place) ?? false }
        }
        return all
    }

    private func draw(_ market: DemoMarketplace, _ clicks: DemoClickLog) throws -> DemoFiles {
        let line = console.progress("draw")
        let files = try market.write(to: folder, clicks: clicks) { done, all in
            try Task.checkCancellation()
            line.show(share: Double(done) / Double(max(1, all)), done: done, unit: "pictures")
        }
        line.close("\(market.listings.count) listings, \(clicks.clicks.count) clicks")
        return files
    }

    private func train(_ epochs: Double, _ seed: UInt64) throws -> TrainingResult {
        guard let config = EncoderConfig.preset(Self.model) else {
            preconditionFailure("the preset \(Self.model) is part of the program")
        }
        var plan = TrainingPlan()
        (plan.length, plan.seed) = (.epochs(epochs), seed)
        return try TrainStage(workspace: workspace, console: console).start(
            .fresh(config, text: nil), name: Self.model, plan: plan)
    }

    /// How well the clusters agree with the copies that were planted.
    private static func held(_ clusters: [DuplicateCluster], against market: DemoMarketplace) -> PairPrecision {
        var found: [ProductID: Int] = [:]
        for cluster in clusters { for member in cluster.members { found[member.id] = cluster.number } }
        var truth: [ProductID: Int] = [:]
        for (at, group) in market.duplicateGroups.enumerated() { for id in group { truth[id] = at } }
        // What is in no cluster, or no group, stands alone: under a number of its own below zero.
        return PairPrecision(
            market.listings.enumerated().map { at, listing in
                (found: found[listing.id] ?? -1 - at, truth: truth[listing.id] ?? -1 - at)
            })
    }
}
