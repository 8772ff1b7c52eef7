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

    @Option(
        help: ArgumentHelp(
            "The part of the picture that is searched, in fractions of its sides from the top left.",
            valueName: "x,y,width,height"))
    var box: PictureBox?

    @Option(help: ArgumentHelp("The id of a product.", valueName: "id"))
    var product: String?

    @Option(help: ArgumentHelp("Words that the answers should be unlike; may repeat.", valueName: "text"))
    var notText: [String] = []

    @Option(help: ArgumentHelp("A picture file that the answers should be unlike; may repeat.", valueName: "file"))
    var notImage: [String] = []

    @Option(help: ArgumentHelp("The id of a product that the answers should be unlike; may repeat.", valueName: "id"))
    var notProduct: [String] = []

    @Option(help: "Which vectors are searched: i (picture), t (text) or m (both); the fitting ones where left out.")
    var view: View?

    @Option(help: ArgumentHelp("A condition on the answers.", valueName: "expression"))
    var filter: String?

    @Option(
        help: ArgumentHelp("A field whose values are counted among the best answers; may repeat.", valueName: "field"))
    var facet: [String] = []

    @Flag(help: "Show the nearest answers of one style as one, and how many more there are of it.")
    var fold = false

    @Flag(help: "Say of each answer what brought it.")
    var explain = false

    @Option(help: "How many answers.")
    var limit = 10

    func validate() throws {
        if box != nil, image == nil { throw ValidationError("--box is a part of --image, which is missing") }
    }

    func run() throws {
        var query = Query(text: text)
        query.product = try product.map { try id($0, of: "--product") }
        query.not.texts = notText
        query.not.products = try notProduct.map { try id($0, of: "--not-product") }
        (query.view, query.limit, query.facets) = (view, limit, facet)
        query.filter = try filter.map { try Filter($0) }
        (query.folds, query.explains) = (fold, explain)
        // Told before the index is opened.
        let (asked, unlike) = (try image.map(PictureFile.init), try notImage.map(PictureFile.init))
        let retriever = try IndexStage(workspace: global.workspace, console: global.console).retriever()
        query.picture = try asked?.decoded(shortestSide: retriever.decodedSide, box: box)
        query.not.pictures = try unlike.map { try $0.decoded(shortestSide: retriever.decodedSide) }
        let answer = try retriever.search(query)
        var table = TextTable(["title", "id", "score", "confidence", "relation"] + (fold ? ["variants"] : []))
        for result in answer.results {
            table.add(
                [
                    String(result.product.product.title.prefix(60)), result.product.id.text,
                    String(format: "%.3f", result.score), String(format: "%.2f", result.confidence),
                    result.relation.rawValue,
                ] + (result.variants.map { ["\($0.count)"] } ?? []))
        }
        table.lines.forEach(global.console.say)
        for result in answer.results {
            result.explanation?.lines(of: result).forEach(global.console.say)
        }
        if answer.results.isEmpty { global.console.say("nothing found") }
        for field in facet {
            let values = (answer.facets?[field] ?? []).map { "\($0.value) (\($0.count))" }
            global.console.say("\(field): \(values.isEmpty ? "no values" : values.joined(separator: ", "))")
        }
        try global.console.finish(SearchAnswerBody(answer))
    }

    private func id(_ text: String, of option: String) throws -> ProductID {
        guard let id = ProductID(text) else { throw ValidationError("\(option) \(text) is no id") }
        return id
    }
}

/// A picture on disk that is asked for.
private struct PictureFile {
    private let path: String
    private let bytes: [UInt8]

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ProgramError.badInput(file: path, reason: "there is no such file, or it cannot be read")
        }
        (self.path, bytes) = (path, Array(data))
        _ = try named { () throws(PictureError) in try PictureCodec.info(bytes) }
    }

    func decoded(shortestSide: Int?, box: PictureBox? = nil) throws -> Picture {
        try named { () throws(PictureError) in
            try PictureCodec.decode(bytes, shortestSide: shortestSide, box: box)
        }
    }

    private func named<Value>(_ work: () throws(PictureError) -> Value) throws(ProgramError) -> Value {
        do { return try work() } catch { throw .badInput(file: path, reason: "\(error)") }
    }
}

extension View: ExpressibleByArgument {}

extension PictureBox: ExpressibleByArgument {
    public init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
            let height = numbers[3]
        else { return nil }
        self.init(x: x, y: y, width: width, height: height)
    }
}
