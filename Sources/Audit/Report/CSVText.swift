/// Fields of a CSV file (RFC 4180).
enum CSVText {
    static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

    static func written(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }

    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
