import Audit
import Catalog
import Foundation
import Metrics

/// What the server counts and times as it happens; what is looked up when it is asked for is in `ServiceFigures`.
struct ServiceMetrics: Sendable {
    let registry: PrometheusRegistry
    let requests: RequestSeries
    private let stages: [Metrics.Timer]
    private let refusals: Counter
    private let limits: Counter
    private let settings: Gauge
    private let closures: [ClosureReason: Counter]
    private let audits: AuditSeries

    /// The stages of a question, in the order in which they are recorded.
    private static let stageNames = ["wait", "fetch", "decode", "encode", "search", "total"]

    init() {
        let registry = PrometheusRegistry(help: Self.help)
        self.registry = registry
        requests = RequestSeries(registry)
        stages = Self.stageNames.map { name in
            Metrics.Timer(label: "samestyle_stage_seconds", dimensions: [("stage", name)], factory: registry)
        }
        refusals = Counter(label: "samestyle_queue_refused_total", factory: registry)
        closures = Dictionary(
            uniqueKeysWithValues: ClosureReason.allCases.map { reason in
                let labels = [("reason", reason.rawValue)]
                return (
                    reason,
                    Counter(label: "samestyle_connections_closed_total", dimensions: labels, factory: registry)
                )
            })
        audits = AuditSeries(registry)
        settings = Gauge(label: "samestyle_settings_last_reload_successful", factory: registry)
        settings.record(1)
        limits = Counter(label: "samestyle_rate_limited_total", factory: registry)
    }

    func count(route: String, method: String, status: Int, after duration: Duration) {
        requests.count(route: route, method: method, status: status, after: duration)
    }

    /// - Parameter waited: Milliseconds until a worker was free.
    func record(_ took: SearchAnswerBody.Took, waited: Double) {
        let times: [Double?] = [waited, took.fetch, took.decode, took.encode, took.search, took.total]
        for (stage, milliseconds) in zip(stages, times) {
            // Most questions have nothing to fetch.
            if let milliseconds { stage.recordNanoseconds(Int64(milliseconds * 1e6)) }
        }
    }

    func audited(_ state: AuditRecord.State, seconds: Double) { audits.ended(state, seconds: seconds) }
    func decided(_ verdict: PairDecision.Verdict, _ count: Int) { audits.decided(verdict, count) }
    func refused() { refusals.increment() }
    func limited() { limits.increment() }
    func closed(_ reason: ClosureReason) { closures[reason]?.increment() }
    func reloaded(_ isDone: Bool) { settings.record(isDone ? 1 : 0) }

    /// When the certificate in use ceases to be valid.
    func expires(_ date: Date) {
        Gauge(label: "samestyle_tls_expiry_timestamp_seconds", factory: registry)
            .record(Int64(date.timeIntervalSince1970))
    }
}
