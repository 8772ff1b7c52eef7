import ArgumentParser
import Foundation

struct HTTPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "The daemon against what one would build instead, by the same questions over sockets.",
        discussion: """
            A shop with pictures is drawn, imported and indexed (kept in --folder, so that later runs begin at once). The \
            daemon and the peer (FastAPI, ONNX Runtime, faiss-cpu, SQLite: the same model and vectors) answer the same \
            requests by turns, in rounds. What the peer needs stands in Tools/reference/http_peer.py; without --python it \
            is left out.
              swift build -c release --product samestyle
              swift run -c release --package-path Tools/Benchmarks Benchmarks http --program .build/release/samestyle \
            --folder /tmp/http --python /tmp/peer/bin/python
            """)

    @OptionGroup var options: HTTPOptions

    @Option(parsing: .upToNextOption, help: "What is asked.")
    var kinds = AskedKind.allCases

    @Option(parsing: .upToNextOption, help: "How many clients ask at once.")
    var connections = [1, 8, 32]

    @Option(help: "Seconds for each figure of a round.")
    var seconds = 4.0

    @Option(help: "Rounds of either.")
    var rounds = 3

    @Option(help: "A Python that has what the peer needs.")
    var python: String?

    @Option(help: "The folder of http_peer.py.")
    var scripts = "Tools/reference"

    @Option(help: "Processes of the peer.")
    var peerWorkers = Machine.cores

    @Option(help: "Threads of ONNX Runtime in each of them.")
    var peerThreads = 1

    @Flag(help: "The peer decodes pictures whole, as transformers' processors do, not at a fraction of their size.")
    var peerDecodesWhole = false

    @Flag(help: "Only make what is kept in --folder.")
    var prepareOnly = false

    func validate() throws {
        if connections.contains(where: { !(1...1000).contains($0) }) {
            throw ValidationError("--connections lie within 1...1000")
        }
        if !(seconds > 0) || rounds < 1 { throw ValidationError("--seconds and --rounds are above 0") }
        if peerWorkers < 1 || peerThreads < 1 { throw ValidationError("the peer has a process and a thread at least") }
    }

    func run() throws {
        RunningProgram.endWithUs()
        let shop = ShopFolder(options.folder, program: options.program, products: options.products)
        try shop.prepare()
        say("\(Machine.description); load of the last minute \(Machine.load)")
        let peer = try python.map {
            try HTTPPeer(
                shop, python: $0, scripts: scripts, workers: peerWorkers, threads: peerThreads,
                decodesWhole: peerDecodesWhole)
        }
        defer { peer?.program.end() }
        if prepareOnly { return }
        let served = try shop.serve()
        defer { served.program.end() }
        for kind in kinds { try measure(kind, served, peer) }
        say("memory: \(ProcessMemory(of: served.program.id).words)")
        if let peer {
            let (own, theirs) = (ProcessMemory(of: served.program.id), ProcessMemory(of: peer.program.id))
            say("memory of the peer: \(theirs.words)")
            say(
                String(
                    format: "resident memory %.2f of the peer's; with shared pages shared out %.2f",
                    own.resident / theirs.resident, own.shared / theirs.shared))
        }
        say("load of the last minute \(Machine.load)")
    }

    /// All of one kind.
    private func measure(_ kind: AskedKind, _ served: ServedShop, _ peer: HTTPPeer?) throws {
        let requests = kind.requests(kind.variety, products: options.products)
        if let peer { try compareAnswers(kind, requests, served, peer) }
        try measureOverhead(kind, requests, served)
        let ours = Load(requests, ports: [served.port])
        let theirs = peer.map { Load(requests, ports: $0.ports) }
        _ = try ours.run(connections: 8, seconds: min(1, seconds))
        _ = try theirs?.run(connections: 8, seconds: min(1, seconds))
        for count in connections {
            var (own, other): ([Load.Outcome], [Load.Outcome]) = ([], [])
            for round in 0..<rounds {
                own.append(try ours.run(connections: count, seconds: seconds, first: 997 * round))
                if let theirs { other.append(try theirs.run(connections: count, seconds: seconds, first: 997 * round)) }
            }
            say("\(kind.rawValue), \(count) connections: " + HTTPFigures(own).words)
            guard !other.isEmpty else { continue }
            say("    the peer: " + HTTPFigures(other).words)
            say("    " + HTTPFigures(own).against(HTTPFigures(other)))
        }
    }
}

/// Where the shop is, and what answers.
struct HTTPOptions: ParsableArguments {
    @Option(help: "The program, built for release.")
    var program: String

    @Option(help: "Where shops are kept.")
    var folder: String

    @Option(help: "How many products the shop has.")
    var products = 100_000

    func validate() throws {
        if !(1000...10_000_000).contains(products) { throw ValidationError("--products lies within 1000...10000000") }
    }
}
