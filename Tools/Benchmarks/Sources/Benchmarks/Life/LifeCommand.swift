import ArgumentParser
import Foundation

struct LifeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "life",
        abstract: "The life of an index: starts, writes, folds and filters, through the program and its sockets.",
        discussion: """
            A shop is drawn, imported and indexed (kept in --folder, so that later runs begin at once), and a copy of it is \
            served and asked over 127.0.0.1. Percentiles are of all samples.
              swift build -c release --product samestyle
              swift run -c release --package-path Tools/Benchmarks Benchmarks life --program .build/release/samestyle
            """)

    @Option(help: "The program, built for release.")
    var program: String

    @Option(help: "How many products the shop has.")
    var products = 1_000_000

    @Option(help: "Where shops are kept (default: in the temporary folder).")
    var folder: String?

    @Option(help: "How long each phase without a fold lasts.")
    var seconds = 20

    @Option(help: "How often it is started, and how often each number of clients meets a fold.")
    var rounds = 3

    func validate() throws {
        if !(2000...100_000_000).contains(products) { throw ValidationError("--products lies within 2000...100000000") }
        if seconds < 1 || rounds < 1 { throw ValidationError("--seconds and --rounds are 1 at least") }
    }

    func run() throws {
        RunningProgram.endWithUs()
        let place = folder ?? FileManager.default.temporaryDirectory.appending(path: "samestyle-life").path
        let shop = LifeFolder(place, program: program, products: products)
        try shop.prepare()
        try measureStarts(shop)
        // Below a twentieth of the products no fold is due whatever the settings say.
        let served = try shop.serve(foldAfter: 1)
        defer { served.program.end() }
        try measureFilters(served)
        var written = WrittenProducts(served, products: products)
        try measureWrites(served, &written)
        try measureFolds(served, &written)
        say(
            String(
                format: "writes of many lines: %.0f products a second over %d of them",
                Double(written.lines) / written.seconds, written.lines))
        let memory = served.program.memory
        say("memory at the end: \(memory.resident) MiB, \(memory.anonymous) of them no pages of files")
        try measureRestart(shop, after: served, &written)
        say(
            "not measured: pictures, which are encoded and then searched as words are; a cold page cache; clients on other "
                + "machines; recall, which `index check` and the benchmark of indexes measure")
    }
}

/// Prints a line that whoever waits for it sees at once.
func say(_ line: String) {
    print(line)
    fflush(nil)
}
