public import Catalog
public import Foundation

/// One audit of a catalogue, from its listings to their clusters: the program and the daemon run the same.
///
/// Given a work folder, an audit that ended early, however it ended, goes on where it was when it is run again over the
/// same listings with the same settings, weights and decisions; another one begins anew there. The clusters are the
/// same either way, and whatever the number of threads.
public struct AuditRun: Sendable {
    private let finder: DuplicateFinder
    private let catalogue: AuditedCatalogue
    private let decisions: [PairDecision]
    private let work: URL?

    /// - Parameters:
    ///   - decisions: What people decided: "different" keeps apart, "duplicate" joins, "variants" joins where one style is
    ///     looked for and keeps apart where duplicates are.
    ///   - work: A folder of this audit alone, made where it is missing; nil for an audit that starts over when it is ended.
    public init(
        _ finder: DuplicateFinder, over catalogue: AuditedCatalogue, decisions: [PairDecision] = [], work: URL? = nil
    ) {
        (self.finder, self.catalogue, self.decisions, self.work) = (finder, catalogue, decisions, work)
    }

    /// - Parameter progress: Told now and then, on the calling thread; what it throws ends the audit, to be gone on with.
    /// - Throws: `AuditError` where the work folder takes no file, and what `progress` or an index throws.
    public func run(progress: (AuditProgress) throws -> Void = { _ in }) throws -> AuditOutcome {
        let (products, settings) = (catalogue.products, finder.settings)
        try progress(AuditProgress(stage: .reading, done: 0, total: products.count))
        let scorer = PairScorer(
            catalogue, model: finder.model, scale: try NearScale(of: catalogue), least: settings.floor)
        let rows = Dictionary(products.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rulings = Rulings(decisions, products, rows: rows, relation: settings.relation)
        let journal = try work.map { folder in
            try PairJournal(in: folder, key: try AuditKey(finder, catalogue, decisions).bits)
        }
        let found = try PairSearch(scorer, settings, rulings).found(journal: journal, progress: progress)
        let competing = scorer.competing(found.pairs, apart: rulings.apart)
        let pairs = competing.scored(found.pairs, floor: settings.floor)
        let search = ClusterSearch(scorer: competing, settings: settings, rulings: rulings)
        return AuditOutcome(
            clusters: try search.clusters(pairs, progress: progress), searched: found.searched,
            resumedAt: found.resumedAt)
    }
}
