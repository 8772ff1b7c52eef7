import ArgumentParser
import Foundation
import Neighbors
import Retrieval

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The vectors that are searched.", subcommands: [Build.self, Check.self])

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Encode what is new and build the index; a running daemon takes it up by itself.")

        @OptionGroup var global: GlobalOptions

        @Option(help: "The model to encode with; the newest where left out.")
        var model: String?

        func run() throws {
            let stage = IndexStage(workspace: global.workspace, console: global.console)
            try global.console.finish(stage.build(model: model))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the index with an exact search over the same vectors.")

        @OptionGroup var global: GlobalOptions

        @Option(help: "How many products are asked for.")
        var queries = 500

        struct Summary: Encodable {
            let recall: Double
            let queriesPerSecond: Double
            enum CodingKeys: String, CodingKey {
                case recall = "recall@10"
                case queriesPerSecond = "queries_per_second"
            }
        }

        func validate() throws {
            if !(1...100_000).contains(queries) { throw ValidationError("--queries lies within 1...100000") }
        }

        func run() throws {
            let snapshot = try IndexStage(workspace: global.workspace, console: global.console).folder.open()
            guard let index = snapshot.indexes[.m] else { return }
            let step = max(1, index.count / queries)
            let rows = Array(stride(from: 0, to: index.count, by: step).prefix(queries))
            let asked = rows.flatMap(index.vector)
            let exact = try ExactIndex((0..<index.count).flatMap(index.vector), dimension: index.dimension)
            let right = try exact.search(asked, limit: 10)
            let began = Date()
            let found = try rows.map { try index.search(index.vector($0), limit: 10)[0] }
            let seconds = max(1e-6, Date().timeIntervalSince(began))
            let hits = zip(found, right).reduce(0) {
                $0 + Set($1.0.map(\.row)).intersection($1.1.map(\.row)).count
            }
            let summary = Summary(
                recall: Double(hits) / Double(max(1, right.reduce(0) { $0 + $1.count })),
                queriesPerSecond: Double(rows.count) / seconds)
            global.console.say(
                "recall@10 against exact search \(String(format: "%.4f", summary.recall)), "
                    + "\(Int(summary.queriesPerSecond)) queries a second, one at a time")
            try global.console.finish(summary)
        }
    }
}
