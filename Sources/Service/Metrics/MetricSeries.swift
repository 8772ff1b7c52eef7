import Metrics
import Synchronization

/// One metric under one set of labels: a counter, a gauge or a histogram.
final class MetricSeries: Sendable {
    enum Kind: String { case counter, gauge, histogram }

    private let kind: Kind
    private let state = Mutex(State())

    private struct State {
        var value = 0.0
        var count = 0
        /// How many fell at or under each bound.
        var under = [Int](repeating: 0, count: MetricSeries.bounds.count)
    }

    /// Seconds, from what a cache answers to what nobody waits for.
    static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    init(_ kind: Kind) { self.kind = kind }

    /// The lines of this series.
    func text(_ name: String, labels: String) -> String {
        let state = state.withLock { $0 }
        let set = labels.isEmpty ? "" : "{\(labels)}"
        guard kind == .histogram else { return "\(name)\(set) \(Self.text(state.value))\n" }
        let comma = labels.isEmpty ? "" : ","
        var lines = ""
        for (bound, count) in zip(Self.bounds, state.under) {
            lines += "\(name)_bucket{\(labels)\(comma)le=\"\(bound)\"} \(count)\n"
        }
        lines += "\(name)_bucket{\(labels)\(comma)le=\"+Inf\"} \(state.count)\n"
        return lines + "\(name)_sum\(set) \(Self.text(state.value))\n\(name)_count\(set) \(state.count)\n"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private func observe(_ value: Double) {
        state.withLock { state in
            guard kind == .histogram else {
                state.value = value
                return
            }
            state.value += value
            state.count += 1
            for (at, bound) in Self.bounds.enumerated() where value <= bound { state.under[at] += 1 }
        }
    }

    private func add(_ amount: Double) { state.withLock { $0.value += amount } }
}

extension MetricSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    func increment(by amount: Int64) { add(Double(amount)) }
    func increment(by amount: Double) { add(amount) }
    func decrement(by amount: Double) { add(-amount) }
    func set(_ value: Int64) { observe(Double(value)) }
    func set(_ value: Double) { observe(value) }
    func record(_ value: Int64) { observe(Double(value)) }
    func record(_ value: Double) { observe(value) }
    func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1e9) }
    func reset() { state.withLock { $0 = State() } }
}
