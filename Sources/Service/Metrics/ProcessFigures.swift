import Foundation
import Metrics
import Synchronization

/// What Linux says of this process, under the names that every Prometheus exporter gives it.
final class ProcessFigures: Sendable {
    /// A counter only grows by what is new.
    private let counted = Mutex(0.0)

    func write(to registry: PrometheusRegistry) {
        func gauge(_ label: String, _ value: Double) { Gauge(label: label, factory: registry).record(value) }
        if let statistics = Self.statistics {
            let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
            let used = (statistics[11] + statistics[12]) / ticks
            let new = counted.withLock { counted in
                defer { counted = max(counted, used) }
                return max(0, used - counted)
            }
            FloatingPointCounter(label: "process_cpu_seconds_total", factory: registry).increment(by: new)
            gauge("process_threads", statistics[17])
            gauge("process_resident_memory_bytes", statistics[21] * Double(sysconf(Int32(_SC_PAGESIZE))))
            if let booted = Self.booted { gauge("process_start_time_seconds", booted + statistics[19] / ticks) }
        }
        // The listing holds one open itself.
        if let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            gauge("process_open_fds", Double(max(0, files.count - 1)))
        }
        gauge("process_max_fds", Double(OpenFiles.limit))
    }

    /// The numbers of `/proc/self/stat` from its third field on; a name in parentheses, which may hold anything, is before it.
    private static var statistics: [Double]? {
        guard let text = text("/proc/self/stat"), let end = text.lastIndex(of: ")") else { return nil }
        let numbers = text[end...].dropFirst().split(separator: " ").map { Double($0) ?? 0 }
        return numbers.count > 21 ? numbers : nil
    }

    /// Seconds since 1970.
    private static var booted: Double? {
        text("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
