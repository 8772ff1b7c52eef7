public import Catalog
import Records

/// Finds the listings of a catalogue that are the same.
///
/// Each listing is compared with its neighbours and with those that share a key with it, so the cost grows with the catalogue
/// and not with its square. The same catalogue, decisions and settings give the same clusters.
public struct DuplicateFinder: Sendable {
    public let settings: AuditSettings
    public let model: EvidenceModel

    /// - Parameter model: The weights of the evidence; those set by hand where none is given.
    public init(_ settings: AuditSettings, model: EvidenceModel? = nil) {
        self.settings = settings
        self.model = model ?? .standard(for: settings.relation)
    }

    /// The clusters, the surest first: what an `AuditRun` without a work folder finds.
    public func clusters(
        in catalogue: AuditedCatalogue, decisions: [PairDecision] = [],
        progress: (AuditProgress) throws -> Void = { _ in }
    ) throws -> [DuplicateCluster] {
        try AuditRun(self, over: catalogue, decisions: decisions).run(progress: progress).clusters
    }

    /// The figures about `clusters`, as found by this finder.
    ///
    /// - Parameter expected: What was measured of such audits; without it the mean confidence stands in.
    public func summary(
        of clusters: [DuplicateCluster], listings: Int, seconds: Double, expected: AuditExpectation? = nil
    ) -> AuditSummary {
        let pairs = clusters.flatMap(\.pairs)
        let mean = pairs.isEmpty ? nil : pairs.reduce(0) { $0 + $1.confidence } / Double(pairs.count)
        return AuditSummary(
            listings: listings, clusters: clusters.count,
            duplicates: clusters.reduce(0) { $0 + $1.members.count - 1 }, seconds: seconds,
            relation: settings.relation, within: settings.within, threshold: settings.threshold,
            expectedPrecision: expected?.precision ?? mean, expectedRecall: expected?.recall,
            precisionKnownBy: expected?.knownBy
                ?? "the mean confidence of the pairs; not measured on labelled pairs",
            reliability: expected?.reliability ?? [])
    }
}
