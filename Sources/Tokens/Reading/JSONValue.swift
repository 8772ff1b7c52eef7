/// A JSON document as values. Objects keep their names as they were written, byte for byte: in a dictionary of `String`
/// an accented letter and a letter with its accent behind would be one name.
enum JSONValue {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([(name: String, value: JSONValue)])

    /// What an error calls it.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): "\"\(String(value.prefix(60)))\""
        case .list(let values): "a list of \(values.count)"
        case .object(let fields): "an object of \(fields.count)"
        }
    }
}
