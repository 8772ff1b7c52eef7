import ArgumentParser
import Foundation
import Pictures
import Records
import Retrieval
import Service

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Ask one question, by words, by a picture, by a product, or by any mix.",
        discussion: """
            samestyle search --text "red ankle boot"
            samestyle search --image photo.jpg --text "the same in white"
            samestyle search --product 4711 --filter 'price < 50 and color in ("red", "blue")'
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Words.")
    var text: String?

    @Option(help: ArgumentHelp("A picture file.", valueName: "file"))
    var image: String?

    @Option(help: ArgumentHelp("The id of a product.", valueName: "id"))
    var product: String?

    @Option(help: "Which vectors are searched: i (picture), t (text) or m (both); the fitting ones where left out.")
    var view: View?

    @Option(help: ArgumentHelp("A condition on the answers.", valueName: "expression"))
    var filter: String?

    @Option(help: "How many answers.")
    var limit = 10

    func run() throws {
        var query = Query(text: text)
        if let image {
            guard let bytes = FileManager.default.contents(atPath: image) else {
                throw ProgramError.badInput(file: image, reason: "there is no such file, or it cannot be read")
            }
            do { query.picture = try PictureCodec.decode(Array(bytes)) } catch {
                throw ProgramError.badInput(file: image, reason: "\(error)")
            }
        }
        if let product {
            guard let id = ProductID(product) else { throw ValidationError("--product \(product) is no id") }
            query.product = id
        }
        (query.view, query.limit) = (view, limit)
        query.filter = try filter.map { try Filter($0) }
        let answer = try IndexStage(workspace: global.workspace, console: global.console).retriever().search(query)
        var table = TextTable(["title", "id", "score", "confidence", "relation"])
        for result in answer.results {
            table.add([
                String(result.product.product.title.prefix(60)), result.product.id.text,
                String(format: "%.3f", result.score), String(format: "%.2f", result.confidence),
                result.relation.rawValue,
            ])
        }
        table.lines.forEach(global.console.say)
        if answer.results.isEmpty { global.console.say("nothing found") }
        try global.console.finish(SearchAnswerBody(answer))
    }
}

extension View: ExpressibleByArgument {}
