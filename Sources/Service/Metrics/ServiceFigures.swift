import Foundation
import Metrics

/// The text of `/metrics`: what was counted, and what is looked up now.
struct ServiceFigures: Sendable {
    let metrics: ServiceMetrics
    let index: LiveIndex
    /// By the name that they have as a label.
    let queues: [(name: String, queue: WorkQueue)]
    let process: ProcessFigures
    let connections: ConnectionTable
    let audits: AuditDesk

    func text() -> String {
        let registry = metrics.registry
        gauge("samestyle_http_requests_in_flight", metrics.requests.inFlight)
        for (name, queue) in queues {
            let load = queue.load
            gauge("samestyle_queue_waiting", load.waiting, [("queue", name)])
            gauge("samestyle_queue_running", load.running, [("queue", name)])
            gauge("samestyle_queue_bound", queue.bound, [("queue", name)])
        }
        gauge("samestyle_audits_running", audits.running == nil ? 0 : 1)
        let (open, idle) = connections.counts
        gauge("samestyle_connections", open)
        gauge("samestyle_connections_idle", idle)
        gauge("samestyle_connections_limit", connections.limit)
        writeIndex()
        process.write(to: registry)
        return registry.text
    }

    private func writeIndex() {
        let retriever = index.current
        gauge("samestyle_index_products", retriever?.counts.products ?? 0)
        gauge("samestyle_index_changes", retriever?.counts.changes ?? 0)
        gauge("samestyle_index_vectors", retriever?.snapshot.vectorCount ?? 0)
        guard let manifest = retriever?.manifest else { return }
        gauge("samestyle_index_built_timestamp_seconds", Int(manifest.built))
        gauge("samestyle_index_age_seconds", max(0, Int(Date().timeIntervalSince1970) - Int(manifest.built)))
        metrics.registry.zero("samestyle_model_info")
        gauge(
            "samestyle_model_info", 1,
            [("model", manifest.model), ("version", String(manifest.fingerprint.prefix(16)))])
    }

    private func gauge(_ label: String, _ value: Int, _ labels: [(String, String)] = []) {
        Gauge(label: label, dimensions: labels, factory: metrics.registry).record(value)
    }
}
