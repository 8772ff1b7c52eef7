import ArgumentParser
import Audit
import Files
import Foundation

struct DecisionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "Write what people decided about pairs of listings, as labelled pairs.",
        discussion: """
            A CSV file: a,b,label,decision,keep,by,time. Decisions about listings that are gone, or say something else now, are \
            left out. Variants are of one style and no duplicates, so their label goes by --relation.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Which relation the labels are of.")
    var relation = AuditRelation.duplicate

    @Option(help: "The file to write.")
    var out: String

    private struct Summary: Encodable {
        let decisions: Int
        let written: Int
    }

    func run() throws {
        let store = try global.workspace.openCatalog()
        let table = try DecidedPairs(relation).table(store)
        do { try WholeFile.write(Data(table.utf8), to: out) } catch {
            throw ProgramError.nothing(
                missing: "\(out) cannot be written: \(error.localizedDescription)", remedy: "choose another place")
        }
        // Every line but the first is a pair; within quotes no id holds a line's end.
        let written = table.utf8.count { $0 == 0x0A } - 1
        global.console.say("\(written) labelled pairs: \(out)")
        try global.console.finish(Summary(decisions: try store.decisionCount(), written: written))
    }
}
