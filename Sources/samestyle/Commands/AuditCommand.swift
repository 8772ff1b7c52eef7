import ArgumentParser
import Audit

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Find listings that are the same, over the whole catalogue, with evidence.",
        discussion: """
            Writes clusters.jsonl, pairs.csv, members.csv, summary.json and report.html, which shows the pictures side by side.
            How sure a pair must be is set by --precision or --recall, from labelled pairs where there are any (--labels, or \
            an earlier `samestyle calibrate`), else from a drawn marketplace, and said so. --labels weighs the evidence anew \
            as `samestyle calibrate` does, and keeps it. What cannot be had ends with exit code 65.

            An audit that was ended goes on where it was when the command is given again. With --fail-on N the program ends \
            with code 1 where more than N listings are duplicates; the report is written all the same.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: PurposeOptions

    @Option(help: "duplicate: the same listing again; same-style: the same product, from whichever seller.")
    var relation = AuditRelation.duplicate

    @Option(help: "seller: within one seller's listings; all: between sellers too.")
    var within = AuditScope.all

    @Option(
        help: ArgumentHelp(
            "Only clusters with a listing changed since the last audit; only for those is looked.", valueName: "last"))
    var since: Since?

    @Option(help: "How sure a pair must be, 0 to 1; without it as calibrated, else 0.8.")
    var threshold: Double?

    @Option(
        help: ArgumentHelp("End with code 1 where more than so many listings are duplicates; 0: any.", valueName: "n"))
    var failOn: Int?

    @Option(help: ArgumentHelp("The folder of the report.", valueName: "dir"))
    var out: String

    enum Since: String, ExpressibleByArgument, CaseIterable {
        case last

        init?(argument: String) { self.init(rawValue: argument.lowercased()) }
    }

    func validate() throws {
        if let threshold, !(0...1).contains(threshold) { throw ValidationError("--threshold lies within 0...1") }
        if threshold != nil, options.purpose != nil {
            throw ValidationError("give --threshold or what it is chosen for, not both")
        }
        if let failOn, failOn < 0 { throw ValidationError("--fail-on is a number of listings, 0 or more") }
    }

    func run() throws {
        let stage = AuditStage(workspace: global.workspace, console: global.console)
        var settings = AuditSettings(relation: relation, within: within)
        if let truth = try options.truth {
            let calibrate = CalibrateStage(workspace: global.workspace, console: global.console)
            _ = try calibrate.run(truth, relation, for: options.purpose ?? .balance)
        }
        var calibration = try global.workspace.calibration(relation)
        if let purpose = options.purpose { calibration = try calibration.chosen(for: purpose) }
        if let threshold = threshold ?? calibration.threshold { settings.threshold = threshold }
        settings.since = since.map { _ in stage.lastRevision(settings) }
        let summary = try stage.run(settings, out: out).summary
        try global.console.finish(summary)
        if let failOn, summary.duplicates > failOn {
            throw ProgramError.tooMany(duplicates: summary.duplicates, allowed: failOn)
        }
    }
}

extension AuditRelation: ExpressibleByArgument {}
extension AuditScope: ExpressibleByArgument {}
