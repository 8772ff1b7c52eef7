import Metrics
import Synchronization

/// A swift-metrics backend that keeps every metric and writes them as Prometheus reads them.
///
/// Labels become label pairs; times are in seconds. What is said of each metric (`# HELP`) is given at the start.
final class PrometheusRegistry: MetricsFactory {
    private let help: [String: String]
    private let series = Mutex<[String: Family]>([:])

    private struct Family {
        let kind: MetricSeries.Kind
        var members: [String: MetricSeries] = [:]
    }

    init(help: [String: String]) { self.help = help }

    /// The text of `GET /metrics` (exposition format 0.0.4).
    var text: String {
        let families = series.withLock { $0 }
        return families.sorted { $0.key < $1.key }.map { name, family in
            let words = (help[name] ?? name).replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            let members = family.members.sorted { $0.key < $1.key }
            return "# HELP \(name) \(words)\n# TYPE \(name) \(family.kind.rawValue)\n"
                + members.map { $0.value.text(name, labels: $0.key) }.joined()
        }.joined()
    }

    /// Sets every series of a metric back.
    func zero(_ label: String) {
        for member in series.withLock({ $0[Self.name(label)]?.members.values.map { $0 } ?? [] }) { member.reset() }
    }

    private func member(_ label: String, _ dimensions: [(String, String)], _ kind: MetricSeries.Kind) -> MetricSeries {
        let name = Self.name(label)
        let labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        return series.withLock { series in
            var family = series[name] ?? Family(kind: kind)
            let member = family.members[labels] ?? MetricSeries(family.kind)
            family.members[labels] = member
            series[name] = family
            return member
        }
    }

    private static func name(_ text: String) -> String {
        let mapped = text.unicodeScalars.map { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || scalar == "_" ? Character(scalar) : "_"
        }
        return mapped.first.map { $0.isNumber } == false ? String(mapped) : "_" + String(mapped)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        member(label, dimensions, .counter)
    }

    func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        member(label, dimensions, .counter)
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        member(label, dimensions, .gauge)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        member(label, dimensions, aggregate ? .histogram : .gauge)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        member(label, dimensions, .histogram)
    }

    // Series stay for as long as the server runs: a counter that vanishes and comes back misleads its reader.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
