/// A place between two rows of a file.
public struct TablePlace: Hashable, Codable, Sendable {
    /// Bytes from the start of the file.
    public var offset: Int
    /// The number of the line that starts there, from 1.
    public var line: Int

    public init(offset: Int, line: Int) {
        self.offset = offset
        self.line = line
    }
}

/// One row of a table: its values by column.
public struct Row: Sendable {
    /// The line that the row starts on, from 1; the header is line 1.
    public let line: Int
    /// Where the next row starts.
    public let next: TablePlace
    private let index: [String: [Int]]
    /// In the order of the line.
    let values: [String]

    /// - Parameter index: For each column, the places of its values in `values`.
    init(line: Int, next: TablePlace, index: [String: [Int]], values: [String]) {
        self.line = line
        self.next = next
        self.index = index
        self.values = values
    }

    /// The columns of the row, in no order.
    public var columns: some Collection<String> { index.keys }

    /// The first value of `column`; nil where the row has no such column, empty where the file has nothing there.
    public subscript(column: String) -> String? {
        guard let place = index[column]?.first, place < values.count else { return nil }
        return values[place]
    }

    /// Every value of `column`: a header may name a column twice, a JSON value may be an array.
    public func all(_ column: String) -> [String] {
        index[column, default: []].filter { $0 < values.count }.map { values[$0] }
    }
}

/// A row that could not be read.
public struct BadRow: Sendable {
    public let line: Int
    public let reason: String
    /// Where the next row starts.
    public let next: TablePlace
    /// What could be read of it, broken UTF-8 repaired; to name the row in a report and for nothing else.
    public let remains: Row?
}

/// What comes next in a table.
public enum TableEntry: Sendable {
    case row(Row)
    case bad(BadRow)

    /// Where the next row starts.
    public var next: TablePlace {
        switch self {
        case .row(let row): row.next
        case .bad(let bad): bad.next
        }
    }
}
