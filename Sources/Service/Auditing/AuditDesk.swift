import Audit
import Catalog
import Foundation
import Logging
import Retrieval
import ServiceLifecycle
import Synchronization

/// Runs audits of the whole catalogue, one at a time, with what the questions leave of the processor.
final class AuditDesk: Service {
    let kept: KeptAudits
    private let store: CatalogStore
    private let index: LiveIndex
    private let evidence: LiveValue<EvidenceFile?>
    /// How many audits are kept.
    private let most: Int
    private let metrics: ServiceMetrics
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var running: RunningAudit?
        var isClosed = false
    }

    init(
        kept: KeptAudits, store: CatalogStore, index: LiveIndex, evidence: LiveValue<EvidenceFile?>, most: Int,
        metrics: ServiceMetrics, logger: Logger
    ) {
        (self.kept, self.store, self.index, self.evidence) = (kept, store, index, evidence)
        (self.most, self.metrics, self.logger) = (most, metrics, logger)
    }

    /// What is running here.
    var running: RunningAudit? { state.withLock { $0.running } }

    /// Waits for the server's end and ends with it; what was running can be gone on with.
    func run() async throws {
        do { try kept.keep(most) } catch {
            logger.error("how many audits are kept cannot be noted", metadata: ["reason": "\(error)"])
        }
        try? await gracefulShutdown()
        state.withLock { $0.isClosed = true }
        running?.stop()
        while running != nil, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Begins an audit, or goes on with one that was stopped and has the same settings.
    ///
    /// - Parameter person: The name of the key it came with.
    func start(_ request: AuditRequest, person: String?) throws -> AuditID {
        let retriever = try index.retriever()
        // Once: the threshold and the weights of an audit belong together, whatever comes meanwhile.
        let calibration = evidence.current?[request.relation] ?? .drawn(request.relation)
        let (audit, running) = try state.withLock { state in
            guard !state.isClosed else { throw Problem.draining }
            let known = try kept.list()
            if let busy = state.running?.id ?? known.first(where: { $0.state == .running })?.id {
                throw AuditingError.running(busy)
            }
            let settings = try request.settings(
                last: kept.lastRevision(request.relation, request.within), calibration)
            let audit = try kept.open(settings, person: person)
            let running = RunningAudit(audit.id)
            state.running = running
            return (audit, running)
        }
        BackgroundThread.start("audit") { self.work(audit, running, retriever, calibration) }
        return audit.id
    }

    /// Has a running audit end soon.
    ///
    /// - Returns: Whether it is running here.
    func stop(_ id: AuditID) -> Bool {
        guard let running, running.id == id else { return false }
        running.stop()
        return true
    }

    private func work(
        _ audit: KeptAudit, _ running: RunningAudit, _ retriever: Retriever, _ calibration: EvidenceCalibration
    ) {
        let began = ContinuousClock.now
        let outcome = Result { try QuietWork.run { try find(audit, running, retriever, calibration) } }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        do {
            switch outcome {
            case .success:
                try kept.keep(most)
                try kept.prune()
            case .failure(is CancellationError): try audit.end(nil)
            case .failure(let error): try audit.end("\(error)")
            }
        } catch { logger.error("an audit's folder cannot be kept in order", metadata: ["reason": "\(error)"]) }
        let (state, level) = outcome.told
        metrics.audited(state, seconds: seconds)
        logger.log(
            level: level, "an audit has ended",
            metadata: ["audit": "\(audit.id)", "state": "\(state.rawValue)", "seconds": "\(seconds)"])
        if case .failure(let error) = outcome, state == .failed {
            logger.error("an audit failed", metadata: ["audit": "\(audit.id)", "reason": "\(error)"])
        }
        self.state.withLock { $0.running = nil }
    }

    private func find(
        _ audit: KeptAudit, _ running: RunningAudit, _ retriever: Retriever, _ calibration: EvidenceCalibration
    ) throws {
        let whole = try retriever.whole { running.isStopping }
        func view(_ view: View) -> AuditedCatalogue.View? {
            whole.indexes[view].map { AuditedCatalogue.View($0, present: whole.present[view]) }
        }
        let catalogue = AuditedCatalogue(
            products: whole.products, image: view(.i), text: view(.t), joint: view(.m))
        let found = try audit.run(
            over: catalogue, calibration: calibration, decisions: try store.decisions()
        ) { progress in
            guard !running.isStopping else { throw CancellationError() }
            running.tell(progress)
        }
        try AuditReport.write(found.clusters, summary: found.summary, to: audit.report.path)
        try audit.finish(found.summary, revision: whole.revision, decided: found.decided)
        try kept.remember(whole.revision, audit.settings)
    }
}

extension Result<Void, any Error> {
    /// What is said of an audit that ended so.
    fileprivate var told: (AuditRecord.State, Logger.Level) {
        switch self {
        case .success: (.done, .info)
        case .failure(is CancellationError): (.stopped, .notice)
        case .failure: (.failed, .error)
        }
    }
}
