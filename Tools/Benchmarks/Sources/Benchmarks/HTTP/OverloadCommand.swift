import ArgumentParser
import Foundation

struct OverloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overload",
        abstract: "The daemon at ten times the load that it sustains, and among clients that harm.",
        discussion: """
            The load that it sustains is found by clients that ask one question after the other. Then questions come at \
            times of their own: at half of that load, at ten times of it, and at half again; and at half of it beside slow \
            clients, bodies trickled in and a thousand idle connections. The folder is that of `http`.
            """)

    @OptionGroup var options: HTTPOptions

    @Option(parsing: .upToNextOption, help: "What is asked.")
    var kinds: [AskedKind] = [.picture, .text]

    @Option(help: "Seconds of each load.")
    var seconds = 20.0

    @Option(help: "How many times what it sustains.")
    var factor = 10.0

    /// How many ask at once where the load is found, and how many connections carry the others.
    private static let clients = 16
    private static let connections = 512
    private static let allowed: Set<Int> = [200, 429, 503]

    func validate() throws {
        if !(seconds > 0) || !(factor >= 1) { throw ValidationError("--seconds is above 0, --factor 1 at least") }
    }

    func run() throws {
        RunningProgram.endWithUs()
        let shop = ShopFolder(options.folder, program: options.program, products: options.products)
        try shop.prepare()
        say("\(Machine.description); load of the last minute \(Machine.load)")
        let served = try shop.serve()
        defer { served.program.end() }
        // Only now: what the program may open is its own matter.
        try OpenFiles.allow(4096)
        var failed: [String] = []
        for kind in kinds { failed += try overload(kind, served) }
        say("load of the last minute \(Machine.load)")
        for failure in failed { say("NOT as it should be: \(failure)") }
        if !failed.isEmpty { throw ExitCode.failure }
    }

    /// - Returns: What is not as it should be.
    private func overload(_ kind: AskedKind, _ served: ServedShop) throws -> [String] {
        let requests = kind.requests(kind.variety, products: options.products)
        let load = Load(requests, ports: [served.port])
        _ = try load.run(connections: Self.clients, seconds: 1)
        let sustained = try load.run(connections: Self.clients, seconds: seconds / 2)
        say("\(kind.rawValue), \(Self.clients) clients: " + HTTPFigures([sustained]).words)
        var failed: [String] = []
        func run(_ name: String, _ rate: Double) throws -> Load.Outcome {
            let outcome = try load.run(connections: Self.connections, seconds: seconds, rate: rate)
            say("\(kind.rawValue), \(name): \(outcome.words)")
            if !Set(outcome.statuses.keys).isSubset(of: Self.allowed) || outcome.broken > 0 {
                failed.append("\(kind.rawValue), \(name): \(outcome.faults.dropFirst(2))")
            }
            return outcome
        }
        let half = try run("half of that", sustained.rate / 2)
        let before = ProcessMemory(of: served.program.id)
        let flood = try run("\(factor) times", sustained.rate * factor)
        let peak = served.program.peakMemory
        sleep(2)
        let after = ProcessMemory(of: served.program.id)
        let again = try run("half again", sustained.rate / 2)
        let ratio = flood.accepted.percentile(0.99) / half.accepted.percentile(0.99)
        say(
            String(
                format:
                    "%@: p99 of the accepted %.2f times that at half load (limit 3), as many answered as %.2f of what "
                    + "it sustains; p99 afterwards %.2f times", kind.rawValue, ratio, flood.rate / sustained.rate,
                again.accepted.percentile(0.99) / half.accepted.percentile(0.99)))
        say("\(kind.rawValue): memory before \(before.words), its peak \(peak) MiB, after \(after.words)")
        if ratio > 3 { failed.append(String(format: "%@: p99 %.2f times that at half load", kind.rawValue, ratio)) }
        return failed + (try disturb(kind, load, sustained.rate / 2, served))
    }

    /// The load that half of what it sustains makes, without and with clients that harm, by turns.
    ///
    /// - Returns: What is not as it should be: at that load all are answered, whoever else is connected.
    private func disturb(_ kind: AskedKind, _ load: Load, _ rate: Double, _ served: ServedShop) throws -> [String] {
        var (alone, beside): ([Load.Outcome], [Load.Outcome]) = ([], [])
        var told = ""
        for _ in 0..<2 {
            alone.append(try load.run(connections: Self.connections, seconds: seconds / 2, rate: rate))
            let harm = try HarmfulClients(port: served.port, request: AskedKind.picture.requests(1, products: 1000)[0])
            beside.append(try load.run(connections: Self.connections, seconds: seconds / 2, rate: rate))
            told = harm.end()
        }
        let (without, with) = (HTTPFigures(alone).all, HTTPFigures(beside).all)
        say("\(kind.rawValue), half load alone: \(without.words)")
        say("\(kind.rawValue), beside \(told): \(with.words)")
        say(
            String(
                format: "%@: p99 beside them %.2f times that alone", kind.rawValue,
                with.accepted.percentile(0.99) / without.accepted.percentile(0.99)))
        return with.faults.isEmpty ? [] : ["\(kind.rawValue), beside clients that harm: \(with.faults.dropFirst(2))"]
    }
}

extension Load.Outcome {
    /// In a line: what was answered, and how soon.
    fileprivate var words: String {
        let counted = statuses.sorted { $0.key < $1.key }.map { "\($0.value) of status \($0.key)" }
        return String(format: "%.0f a second sent: ", Double(sent) / seconds) + counted.joined(separator: ", ")
            + ", \(broken) broken, \(cut) answered before all was sent, \(unsent) not sent for want of a connection; "
            + String(
                format: "p50 %.2f ms, p99 %.2f ms of 200 (from when they were due %.2f); sent late by %.2f ms at p99",
                accepted.median, accepted.percentile(0.99), due.percentile(0.99), late.percentile(0.99))
    }
}
