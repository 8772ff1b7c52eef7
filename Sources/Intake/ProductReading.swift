import Records
import Tables

/// Turns rows into products, pictures not yet looked at.
struct ProductReading {
    /// The reason why a row is no product.
    struct Rejection: Error { let reason: String }

    struct Draft: Sendable {
        let line: Int
        /// Without images.
        var product: Product
        /// Where its pictures are, as the row says.
        let places: [String]
        /// A place that follows from the id: no mistake if nothing is there.
        let guessed: String?
    }

    static let fields = [
        "id", "title", "description", "category", "brand", "seller", "price", "currency", "style", "image",
    ]
    private let plan: ColumnPlan
    private let preset: ImportPreset

    init(
        preset: ImportPreset, mapping: ColumnMapping, columns: [String], format: TableFormat
    ) throws(IntakeError) {
        self.preset = preset
        plan = try ColumnPlan(
            fields: Self.fields, takesAttributes: true, known: preset.products, mapping: mapping, present: columns,
            openEnded: format == .jsonl)
        guard plan.has("id") else { throw .missingField(field: "id", columns: columns) }
    }

    func id(_ row: Row) -> String? { plan.text("id", row).map { IDText.filled($0, preset.digitsOfID) } }

    func draft(_ row: Row) throws(Rejection) -> Draft {
        guard let text = id(row) else { throw Rejection(reason: "no id") }
        guard let id = ProductID(text) else { throw Rejection(reason: "an id has at most 128 bytes") }
        let places = plan.texts("image", row)
        let guessed = preset.picturesByID ? "\(id.text.prefix(3))/\(id.text).jpg" : nil
        let product = Product(
            id: id, title: plan.text("title", row) ?? "",
            description: plan.text("description", row, clean: CleanText.block), category: category(row),
            brand: plan.text("brand", row), seller: plan.text("seller", row), price: try price(row),
            style: plan.text("style", row), attributes: plan.attributes(row))
        return Draft(line: row.line, product: product, places: places, guessed: guessed)
    }

    /// The steps of the path: several columns or values, each of them perhaps `A > B > C`.
    private func category(_ row: Row) -> [String] {
        plan.texts("category", row).flatMap { text in
            text.split(separator: ">").map { CleanText.line(String($0)) }.filter { !$0.isEmpty }
        }
    }

    private func price(_ row: Row) throws(Rejection) -> Price? {
        guard let text = plan.text("price", row) else { return nil }
        guard let read = PriceText.amount(text) else {
            throw Rejection(reason: "the price \"\(text.prefix(40))\" is no number from 0 on")
        }
        return Price(amount: read.amount, currency: plan.text("currency", row) ?? read.currency)
    }
}
