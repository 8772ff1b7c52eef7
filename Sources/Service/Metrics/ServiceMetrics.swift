import Metrics
import Retrieval

/// What the server counts and times.
struct ServiceMetrics: Sendable {
    let registry: PrometheusRegistry

    init() {
        registry = PrometheusRegistry(help: [
            "samestyle_http_requests_total": "Requests by route, method and status.",
            "samestyle_http_request_seconds": "Time from a request's head to its answer, by route.",
            "samestyle_stage_seconds":
                "Time of a question's stages: fetch, decode, encode, search, and total with waiting.",
            "samestyle_index_products": "Products that are found.",
            "samestyle_index_changes": "Changes since the index in use was built, which are looked at beside it.",
            "samestyle_index_vectors": "Vectors in the index in use.",
            "samestyle_index_built_timestamp_seconds": "When the index in use was built, in seconds since 1970.",
            "samestyle_model_info": "1 for the model in use, 0 for one that was in use before.",
            "samestyle_queue_waiting": "Questions that wait for a worker.",
            "samestyle_queue_running": "Questions that are worked on.",
            "samestyle_queue_refused_total": "Requests refused because a queue, or the room for bodies, was full.",
        ])
        _ = Counter(label: "samestyle_queue_refused_total", factory: registry)
    }

    func count(route: String, method: String, status: Int, after duration: Duration) {
        Counter(
            label: "samestyle_http_requests_total",
            dimensions: [("route", route), ("method", method), ("status", "\(status)")], factory: registry
        ).increment()
        Timer(label: "samestyle_http_request_seconds", dimensions: [("route", route)], factory: registry)
            .recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }

    func record(_ took: SearchAnswerBody.Took) {
        let stages = [
            ("decode", took.decode), ("encode", took.encode), ("search", took.search), ("total", took.total),
        ]
        for (stage, milliseconds) in stages + (took.fetch.map { [("fetch", $0)] } ?? []) {
            Timer(label: "samestyle_stage_seconds", dimensions: [("stage", stage)], factory: registry)
                .recordNanoseconds(Int64(milliseconds * 1e6))
        }
    }

    func refused() { Counter(label: "samestyle_queue_refused_total", factory: registry).increment() }

    /// The text for Prometheus, what can be looked up looked up now.
    func text(_ retriever: Retriever?, _ load: (waiting: Int, running: Int)) -> String {
        func gauge(_ label: String, _ value: Int) { Gauge(label: label, factory: registry).record(value) }
        gauge("samestyle_queue_waiting", load.waiting)
        gauge("samestyle_queue_running", load.running)
        let snapshot = retriever?.snapshot
        let counts = retriever?.counts
        gauge("samestyle_index_products", counts?.products ?? 0)
        gauge("samestyle_index_changes", counts?.changes ?? 0)
        gauge("samestyle_index_vectors", snapshot?.vectorCount ?? 0)
        if let manifest = snapshot?.manifest {
            gauge("samestyle_index_built_timestamp_seconds", Int(manifest.built))
            registry.zero("samestyle_model_info")
            Gauge(label: "samestyle_model_info", dimensions: [("model", manifest.model)], factory: registry).record(1)
        }
        return registry.text
    }
}
