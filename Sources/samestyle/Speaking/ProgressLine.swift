import Foundation
import Synchronization

/// One line of progress: a bar with rate and time left on a terminal, a plain line every few seconds elsewhere.
final class ProgressLine: Sendable {
    private let title: String
    private let terminal: Bool
    private let began = Date()
    private let last = Mutex(Date.distantPast)

    init(title: String, terminal: Bool) {
        self.title = title
        self.terminal = terminal
    }

    /// Draws the state, at most ten times a second on a terminal and every five seconds elsewhere.
    ///
    /// - Parameters:
    ///   - share: What is done, 0 to 1; nil where the whole is not known.
    ///   - done: How many `unit`s are done.
    ///   - rate: Units a second, where who reports knows better than the clock since the start.
    ///   - secondsLeft: Known by who reports; otherwise it follows from the share and the time spent.
    ///   - detail: What else is worth seeing.
    func show(
        share: Double?, done: Int, unit: String, rate: Double? = nil, secondsLeft: Double? = nil, detail: String = ""
    ) {
        let now = Date()
        let due = last.withLock { last in
            guard now.timeIntervalSince(last) >= (terminal ? 0.1 : 5) else { return false }
            last = now
            return true
        }
        guard due else { return }
        let elapsed = now.timeIntervalSince(began)
        let pace = rate ?? (elapsed > 0 ? Double(done) / elapsed : 0)
        draw(share: share, done: done, unit: unit, rate: pace, secondsLeft: secondsLeft, detail: detail, after: elapsed)
    }

    /// Closes the line, saying what was done in what time.
    func close(_ result: String) {
        write("\(title): \(result) in \(Self.duration(Date().timeIntervalSince(began)))", end: "\n")
    }

    private func draw(
        share: Double?, done: Int, unit: String, rate: Double, secondsLeft: Double?, detail: String,
        after elapsed: Double
    ) {
        var parts = ["\(title):"]
        if let share = share.map({ min(1, max(0, $0)) }) {
            let filled = Int(share * 24)
            if terminal {
                parts.append("[\(String(repeating: "█", count: filled))\(String(repeating: "·", count: 24 - filled))]")
            }
            parts.append("\(Int(share * 100)) %")
            let left = secondsLeft ?? (share > 0.005 ? elapsed / share - elapsed : nil)
            parts.append("\(done) \(unit), \(Self.rate(rate))/s" + (left.map { ", \(Self.duration($0)) left" } ?? ""))
        } else {
            parts.append("\(done) \(unit), \(Self.rate(rate))/s")
        }
        if !detail.isEmpty { parts.append("· \(detail)") }
        write(parts.joined(separator: " "), end: terminal ? "" : "\n")
    }

    private func write(_ line: String, end: String) {
        FileHandle.standardError.write(Data("\(terminal ? "\r\u{1B}[K" : "")\(line)\(end)".utf8))
    }

    private static func rate(_ rate: Double) -> String {
        rate >= 10 ? "\(Int(rate))" : String(format: "%.1f", rate)
    }

    /// "0.4 s", "12 s", "3 min 5 s", "2 h 4 min".
    static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<10: String(format: "%.1f s", max(0, seconds))
        case ..<60: "\(Int(seconds)) s"
        case ..<3600: "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
        default: "\(Int(seconds) / 3600) h \(Int(seconds) % 3600 / 60) min"
        }
    }
}
