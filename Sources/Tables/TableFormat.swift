/// How a table is written down.
public enum TableFormat: String, Codable, Sendable, CaseIterable {
    /// Comma-separated values (RFC 4180): quoted fields may hold commas, newlines and doubled quotes.
    case csv
    /// Tab-separated values: a row is a line. A field wholly within quotes is unquoted, any other quote is itself.
    case tsv
    /// A JSON object a line. Inner objects are flattened with a dot, an array gives its column several values.
    case jsonl

    /// The format that a file's extension tells, nil where it tells none.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "ndjson": self = .jsonl
        default: return nil
        }
    }
}
