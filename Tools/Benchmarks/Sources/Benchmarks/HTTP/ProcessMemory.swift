import Foundation

/// Mebibytes that a process and its children have in memory.
struct ProcessMemory {
    /// Each page counted once for each process that has it.
    private(set) var resident = 0.0
    /// Each page shared out over the processes that have it.
    private(set) var shared = 0.0
    /// Those that are no pages of files.
    private(set) var anonymous = 0.0

    init(of id: Int32) {
        let status = (try? String(contentsOfFile: "/proc/\(id)/smaps_rollup", encoding: .utf8)) ?? ""
        for line in status.split(separator: "\n") {
            let value = (Double(line.filter(\.isNumber)) ?? 0) / 1024
            if line.hasPrefix("Rss:") { resident += value }
            if line.hasPrefix("Pss:") { shared += value }
            if line.hasPrefix("Anonymous:") { anonymous += value }
        }
        let children = (try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)) ?? ""
        for child in children.split(separator: " ").compactMap({ Int32($0) }) {
            let more = ProcessMemory(of: child)
            (resident, shared) = (resident + more.resident, shared + more.shared)
            anonymous += more.anonymous
        }
    }

    var words: String {
        String(
            format: "%.0f MiB (%.0f with shared pages shared out, %.0f no pages of files)", resident, shared, anonymous)
    }
}
