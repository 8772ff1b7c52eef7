import Records
import Tables

/// Turns rows into clicks.
struct ClickReading {
    struct Rejection: Error { let reason: String }

    static let fields = ["session", "user", "query", "product", "event", "position", "time"]
    private let plan: ColumnPlan
    private let preset: ImportPreset

    init(
        preset: ImportPreset, mapping: ColumnMapping, columns: [String], format: TableFormat
    ) throws(IntakeError) {
        self.preset = preset
        plan = try ColumnPlan(
            fields: Self.fields, takesAttributes: false, known: preset.clicks, mapping: mapping, present: columns,
            openEnded: format == .jsonl)
        guard plan.has("product") else { throw .missingField(field: "product", columns: columns) }
        guard plan.has("session") || (plan.has("user") && plan.has("time")) else {
            throw .missingField(field: "session", columns: columns)
        }
    }

    func id(_ row: Row) -> String? { plan.text("product", row).map { IDText.filled($0, preset.digitsOfID) } }

    func click(_ row: Row) throws(Rejection) -> Click {
        guard let text = id(row) else { throw Rejection(reason: "no product") }
        guard let product = ProductID(text) else { throw Rejection(reason: "an id has at most 128 bytes") }
        let user = plan.text("user", row)
        let time = try time(row)
        return Click(
            session: try session(row, user, time), user: user, query: plan.text("query", row), product: product,
            event: try event(row), position: try position(row), time: time)
    }

    /// The session of the row, or else what the user did on that day.
    private func session(_ row: Row, _ user: String?, _ time: Int64?) throws(Rejection) -> String {
        let parts = plan.texts("session", row)
        if !parts.isEmpty { return parts.count == 1 ? parts[0] : parts.joined(separator: "/") }
        guard let user, let time else {
            throw Rejection(reason: "no session, nor user and time to tell one")
        }
        return user + "/" + TimeText.day(time)
    }

    private func time(_ row: Row) throws(Rejection) -> Int64? {
        guard let text = plan.text("time", row) else { return nil }
        guard let seconds = TimeText.seconds(text) else {
            throw Rejection(reason: "the time \"\(text.prefix(40))\" is neither ISO 8601 nor a number of seconds")
        }
        return seconds
    }

    private func event(_ row: Row) throws(Rejection) -> Click.Event {
        guard let text = plan.text("event", row) else { return preset.eventUnnamed }
        if let event = ImportPreset.events[text] { return event }
        let name = String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
        guard let event = ImportPreset.events[name] else {
            throw Rejection(reason: "unknown event \"\(text.prefix(40))\"")
        }
        return event
    }

    private func position(_ row: Row) throws(Rejection) -> Int? {
        guard let text = plan.text("position", row) else { return nil }
        guard let position = Int(text), position >= 1, position <= 1_000_000_000 else {
            throw Rejection(reason: "the position \"\(text.prefix(40))\" is no whole number from 1 on")
        }
        return position
    }
}
