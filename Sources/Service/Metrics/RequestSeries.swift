import Metrics
import Synchronization

/// Counters and timers of requests, each made once: to record is to look it up, not to write its labels.
final class RequestSeries: Sendable {
    private let registry: PrometheusRegistry
    private let state = Mutex(State())
    private let underWay = Atomic(0)

    private struct Answer: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct State {
        var counters: [Answer: Counter] = [:]
        var timers: [String: Timer] = [:]
    }

    init(_ registry: PrometheusRegistry) { self.registry = registry }

    /// Requests that are being answered.
    var inFlight: Int { underWay.load(ordering: .relaxed) }
    func begin() { underWay.add(1, ordering: .relaxed) }
    func end() { underWay.subtract(1, ordering: .relaxed) }

    func count(route: String, method: String, status: Int, after duration: Duration) {
        let (counter, timer) = state.withLock { state in
            let answer = Answer(route: route, method: method, status: status)
            let counter = state.counters[answer] ?? makeCounter(answer)
            let timer = state.timers[route] ?? makeTimer(route)
            (state.counters[answer], state.timers[route]) = (counter, timer)
            return (counter, timer)
        }
        counter.increment()
        timer.recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }

    private func makeCounter(_ answer: Answer) -> Counter {
        let labels = [("route", answer.route), ("method", answer.method), ("status", "\(answer.status)")]
        return Counter(label: "samestyle_http_requests_total", dimensions: labels, factory: registry)
    }

    private func makeTimer(_ route: String) -> Timer {
        Timer(label: "samestyle_http_request_seconds", dimensions: [("route", route)], factory: registry)
    }
}
