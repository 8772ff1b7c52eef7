import Foundation

/// Which kind of index fits so many rows, and why.
public struct IndexPlan: Hashable, Sendable {
    /// In which way rows are found.
    public enum Kind: String, Hashable, Sendable {
        /// Every row is looked at.
        case exact
        /// A navigable small world graph over f32.
        case graph
        /// The same over bytes, with the scores from f32: a quarter of the memory, and quicker for it.
        case graphOfBytes = "graph of bytes"
        /// Rows by the nearest of some centres, over bytes: least memory, and read in long stretches.
        case lists = "inverted lists"
    }

    public let kind: Kind
    /// A sentence without its full stop.
    public let reason: String

    public init(_ kind: Kind, reason: String) {
        (self.kind, self.reason) = (kind, reason)
    }

    /// Fewer rows than these are all looked at.
    public static let exactBelow = 20_000
    /// Of the machine's memory an index may take so much, where nothing else is said: a snapshot has three.
    public static let share = 0.25
    /// A graph is not built for longer than this; seconds.
    public static let longestBuild = 12.0 * 3600
    /// What a row costs beside its numbers: links (about 32 of 4 bytes, and upper levels), and where it lies.
    private static let bytesOfLinks = 180
    /// Seconds of one core for each row and number of it while a graph grows: measured at a million rows of 256.
    private static let secondsOfBuild = 0.6e-6

    /// - Parameters:
    ///   - budget: Bytes that searches may need in memory; nil for a share of the machine's.
    ///   - cores: How many build it.
    public init(rows: Int, dimension: Int, budget: Int? = nil, cores: Int? = nil) {
        let budget = budget ?? Int(Double(ProcessInfo.processInfo.physicalMemory) * Self.share)
        let cores = cores ?? ProcessInfo.processInfo.activeProcessorCount
        let exact = rows * dimension * MemoryLayout<Float>.size
        let graph = rows * (dimension + Self.bytesOfLinks)
        let seconds = Double(rows) * Double(dimension) * Self.secondsOfBuild / Double(max(1, cores))
        if rows < Self.exactBelow, exact <= max(budget, 1 << 26) {
            self.init(.exact, reason: "\(rows) rows are looked at quickly enough, and nothing is missed")
        } else if graph > budget {
            self.init(
                .lists,
                reason: "a graph of \(rows) rows needs about \(Self.size(graph)), and \(Self.size(budget)) are allowed")
        } else if seconds > Self.longestBuild {
            self.init(.lists, reason: "a graph of \(rows) rows would take \(Int(seconds / 3600)) hours to build")
        } else {
            self.init(
                .graphOfBytes,
                reason: "\(rows) rows are too many to look at each, and a graph needs about \(Self.size(graph)) "
                    + "of the \(Self.size(budget)) allowed")
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 30
            ? String(format: "%.1f GiB", Double(bytes) / Double(1 << 30)) : "\((bytes + 1 << 20 - 1) >> 20) MiB"
    }
}
