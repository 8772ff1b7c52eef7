public import Catalog

extension KeptAudit {
    /// Looks through a catalogue for what it is to find, and goes on where it was ended before.
    ///
    /// - Parameters:
    ///   - calibration: How the evidence is weighed, and what is to be expected of it.
    ///   - progress: Told now and then, on the calling thread; what it throws ends the audit, to be gone on with.
    public func run(
        over catalogue: AuditedCatalogue, calibration: EvidenceCalibration, decisions: [PairDecision],
        progress: (AuditProgress) throws -> Void
    ) throws -> AuditFindings {
        let began = ContinuousClock.now
        let finder = DuplicateFinder(settings, model: calibration.model)
        let clusters = try AuditRun(finder, over: catalogue, decisions: decisions, work: work)
            .run(progress: progress).clusters
        let summary = finder.summary(
            of: clusters, listings: catalogue.products.count, seconds: (ContinuousClock.now - began) / .seconds(1),
            expected: calibration.expectation(at: settings.threshold))
        return AuditFindings(clusters: clusters, summary: summary)
    }
}
