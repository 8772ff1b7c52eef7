import ArgumentParser
import Foundation

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Audits of drawn catalogues of growing size: seconds, memory, growth.",
        discussion: """
            Each size is drawn, indexed and audited in a process of its own, whose peak memory counts everything: listings,
            vectors, indexes and the audit. The growth is the exponent of the time between two sizes.
              swift run -c release --package-path Tools/Benchmarks Benchmarks audit --sizes 10000,100000
            Against tools that people use, on pictures: Tools/reference/audit_peers.py.
            """)

    @Option(help: "How many listings, with commas between.")
    var sizes = "10000,100000"

    @Option(help: "The dimension of each of the three views.")
    var dimension = 128

    @Option(help: ArgumentHelp("Where an audit leaves what it would go on from.", valueName: "dir"))
    var work: String?

    @Flag(help: "Audit what changed, too: one listing in a thousand.")
    var since = false

    @Flag(help: .hidden)
    var alone = false

    func run() throws {
        let counts = sizes.split(separator: ",").compactMap { Int($0) }
        guard !counts.isEmpty, counts.allSatisfy({ $0 >= 100 }) else {
            throw ValidationError("--sizes are numbers of 100 or more, as in 10000,100000")
        }
        if alone {
            let size = try AuditSize(
                listings: counts[0], dimension: dimension, since: since, work: work.map { URL(filePath: $0) })
            print(String(decoding: try JSONEncoder().encode(size), as: UTF8.self))
            return
        }
        print(Machine.description + ", load \(Machine.load)")
        let found = try counts.map { try measured($0) }
        print(
            "| listings | drawing s | indexing s | audit s | peak GiB | growth | clusters | precision | recall | B-cubed F1 |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        for (at, size) in found.enumerated() {
            let growth =
                at > 0
                ? log(size.seconds / found[at - 1].seconds)
                    / log(Double(size.listings) / Double(found[at - 1].listings)) : .nan
            print(
                "| \(text(Double(size.listings))) | \(text(size.drawing, 1)) | \(text(size.building, 1)) | \(text(size.seconds, 1)) "
                    + "| \(text(size.peak, 2)) | \(text(growth, 2)) | \(text(Double(size.clusters))) "
                    + "| \(text(size.precision, 4)) | \(text(size.recall, 4)) | \(text(size.bCubedF1, 4)) |")
            if let seconds = size.sinceSeconds, let searched = size.sinceSearched {
                print("since: \(searched) listings looked at, \(text(seconds, 1)) s")
            }
        }
    }

    private func measured(_ count: Int) throws -> AuditSize {
        let process = Process()
        process.executableURL = URL(
            filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        process.arguments =
            ["audit", "--alone", "--sizes", "\(count)", "--dimension", "\(dimension)"]
            + (since ? ["--since"] : []) + (work.map { ["--work", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        return try JSONDecoder().decode(AuditSize.self, from: data)
    }
}
