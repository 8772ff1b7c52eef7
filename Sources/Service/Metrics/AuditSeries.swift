import Audit
import Catalog
import Metrics

/// Counters of the audits that ended here, and of the clusters that were decided.
struct AuditSeries: Sendable {
    private let ended: [AuditRecord.State: Counter]
    private let seconds: FloatingPointCounter
    private let decisions: [PairDecision.Verdict: Counter]

    init(_ registry: PrometheusRegistry) {
        func counters<Word: RawRepresentable<String> & Hashable>(
            _ label: String, _ name: String, _ words: [Word]
        ) -> [Word: Counter] {
            Dictionary(
                uniqueKeysWithValues: words.map {
                    ($0, Counter(label: label, dimensions: [(name, $0.rawValue)], factory: registry))
                })
        }
        ended = counters("samestyle_audits_total", "state", AuditRecord.State.allCases.filter { $0 != .running })
        seconds = FloatingPointCounter(label: "samestyle_audit_seconds_total", factory: registry)
        decisions = counters("samestyle_decisions_total", "decision", PairDecision.Verdict.allCases)
    }

    func ended(_ state: AuditRecord.State, seconds: Double) {
        ended[state]?.increment()
        self.seconds.increment(by: seconds)
    }

    func decided(_ verdict: PairDecision.Verdict, _ count: Int) { decisions[verdict]?.increment(by: count) }
}
