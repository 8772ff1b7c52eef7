import ArgumentParser
import Catalog
import Intake
import Pictures
import Tables

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "The products that are searched.", subcommands: [Import.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import products from CSV, TSV or JSONL; a bad row is set aside and loses no other.",
            discussion: """
                Fields: id, title, description, category, brand, seller, price, currency, style, image (may be mapped \
                more than once; the first is the main one, the first \(StoredProduct.mostPictures) are kept), attribute.NAME. Columns called like a field, or as shops commonly call it, are found \
                by themselves; others are named with --map, as in --map title=name --map attribute.color=colour. \
                A category may be a path, "Home > Kitchen > Mugs". Interrupted, the same command goes on.
                """)

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        @Option(help: ArgumentHelp("The folder that picture paths start at.", valueName: "dir"))
        var images: String?

        @Option(help: "The most pixels a picture may have.")
        var maxPixels = PictureLimits().pixels

        func run() throws {
            let stage = ImportStage(workspace: global.workspace, console: global.console)
            try global.console.finish(
                stage.products(
                    table.file, format: table.format, images: images, mapping: table.mapping(),
                    preset: table.importPreset(), limits: PictureLimits(pixels: maxPixels)))
        }
    }
}

/// How a file of rows is read: what the imports share.
struct TableOptions: ParsableArguments {
    @Argument(help: "A CSV, TSV or JSONL file with a line of column names.")
    var file: String

    @Option(help: ArgumentHelp("csv, tsv or jsonl; by the file's name where left out.", valueName: "format"))
    var format: TableFormat?

    @Option(help: ArgumentHelp("Which column holds a field; may be given many times.", valueName: "field=column"))
    var map: [String] = []

    @Option(help: "Whose columns these are: \(ImportPreset.names.joined(separator: ", ")).")
    var preset = ImportPreset.generic.name

    func mapping() throws -> ColumnMapping { try ColumnMapping(map) }
    func importPreset() throws -> ImportPreset { try ImportPreset.named(preset) }
}

extension TableFormat: ExpressibleByArgument {}
