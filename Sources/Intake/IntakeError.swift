/// Why an import cannot start: what was asked for does not fit the file. A bad row is rejected and no error.
public enum IntakeError: Error, Equatable, CustomStringConvertible {
    case unknownFormat(path: String)
    case unknownPreset(name: String, known: [String])
    /// Not `field=column`.
    case badMapping(text: String)
    case unknownField(field: String, known: [String])
    case noSuchColumn(field: String, column: String, columns: [String])
    /// No column was found for a field that every row needs.
    case missingField(field: String, columns: [String])
    case noFolder(path: String)
    case unreadable(path: String, reason: String)

    public var description: String {
        switch self {
        case .unknownFormat(let path):
            "\(path): the name does not tell the format; give --format csv, tsv or jsonl"
        case .unknownPreset(let name, let known):
            "there is no preset \(name); there are \(known.joined(separator: ", "))"
        case .badMapping(let text): "--map \(text): a mapping is field=column"
        case .unknownField(let field, let known):
            "there is no field \(field); there are \(known.joined(separator: ", "))"
        case .noSuchColumn(let field, let column, let columns):
            "\(field)=\(column): the file has no column \(column); it has \(Self.list(columns))"
        case .missingField(let field, let columns):
            "no column is known to be the \(field); the file has \(Self.list(columns)): give --map \(field)=COLUMN"
        case .noFolder(let path): "\(path): there is no such folder of pictures"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        }
    }

    private static func list(_ columns: [String]) -> String {
        let shown = columns.prefix(50).joined(separator: ", ")
        return columns.count > 50 ? shown + " and \(columns.count - 50) more" : shown
    }
}
