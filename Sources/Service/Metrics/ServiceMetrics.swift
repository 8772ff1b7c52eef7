import Metrics

/// What the server counts and times as it happens; what is looked up when it is asked for is in `ServiceFigures`.
struct ServiceMetrics: Sendable {
    let registry: PrometheusRegistry
    let requests: RequestSeries
    private let stages: [Timer]
    private let refusals: Counter
    private let limits: Counter

    /// The stages of a question, in the order in which they are recorded.
    private static let stageNames = ["wait", "decode", "encode", "search", "total"]

    init() {
        let registry = PrometheusRegistry(help: Self.help)
        self.registry = registry
        requests = RequestSeries(registry)
        stages = Self.stageNames.map { name in
            Timer(label: "samestyle_stage_seconds", dimensions: [("stage", name)], factory: registry)
        }
        refusals = Counter(label: "samestyle_queue_refused_total", factory: registry)
        limits = Counter(label: "samestyle_rate_limited_total", factory: registry)
    }

    func count(route: String, method: String, status: Int, after duration: Duration) {
        requests.count(route: route, method: method, status: status, after: duration)
    }

    /// - Parameter waited: Milliseconds until a worker was free.
    func record(_ took: SearchAnswerBody.Took, waited: Double) {
        for (stage, milliseconds) in zip(stages, [waited, took.decode, took.encode, took.search, took.total]) {
            stage.recordNanoseconds(Int64(milliseconds * 1e6))
        }
    }

    func refused() { refusals.increment() }
    func limited() { limits.increment() }
}
