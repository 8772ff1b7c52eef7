/// Reads a table row by row in constant memory; a bad row is told and never takes the next one with it.
///
/// The first line of CSV and TSV names the columns. Empty lines are no rows. Where the quotes of a CSV row do not
/// close, or a row over several lines has the wrong number of fields, its first line alone is bad and reading goes on
/// at the second, since a stray quote would otherwise swallow sound rows.
public struct TableReader {
    public let format: TableFormat
    /// The names of the columns: the header's, or for JSONL those of the first rows, sorted.
    public private(set) var columns: [String] = []
    /// Where the next row starts.
    public private(set) var place = TablePlace(offset: 0, line: 1)
    private let longestRow: Int
    private var buffer: LineBuffer
    private var index: [String: [Int]] = [:]

    /// More columns than this are no table.
    private static let mostColumns = 4096
    /// How many rows of JSONL tell the columns.
    private static let rowsThatTell = 1000

    /// - Parameters:
    ///   - start: Where to go on, as an earlier entry of the same file told; the first row otherwise.
    ///   - longestRow: A row of more bytes is bad.
    public init(
        path: String, format: TableFormat, from start: TablePlace? = nil, longestRow: Int = 1 << 20
    ) throws(TableError) {
        self.format = format
        self.longestRow = longestRow
        buffer = try LineBuffer(path: path)
        try skipByteOrderMark()
        if format == .jsonl { try peekColumns() } else { try readHeader() }
        if let start {
            try buffer.seek(to: start.offset)
            place = start
        }
    }

    /// The next row or bad row, nil at the end.
    public mutating func next() throws(TableError) -> TableEntry? {
        while true {
            switch try buffer.line(ahead: 0, limit: longestRow) {
            case .end: return nil
            case .tooLong:
                let line = place.line
                try buffer.skipLine()
                place = TablePlace(offset: buffer.offset, line: line + 1)
                let reason = "longer than \(longestRow) bytes"
                return .bad(BadRow(line: line, reason: reason, next: place, remains: nil))
            case .line(let line):
                guard !line.content.isEmpty else {
                    advance(to: line.next, lines: 1)
                    continue
                }
                return switch format {
                case .csv: try csv(line)
                case .tsv: finish(FieldSplitter.tsv(buffer.bytes[line.content]), line.next, lines: 1)
                case .jsonl: json(line)
                }
            }
        }
    }

    private mutating func advance(to next: Int, lines: Int) {
        buffer.consume(to: next)
        place = TablePlace(offset: buffer.offset, line: place.line + lines)
    }

    private mutating func bad(_ reason: String, _ remains: [ArraySlice<UInt8>]?, next: Int, lines: Int) -> TableEntry {
        let line = place.line
        advance(to: next, lines: lines)
        let values = remains?.map { String(decoding: $0, as: UTF8.self) }
        let row = values.map { Row(line: line, next: place, index: index, values: $0) }
        return .bad(BadRow(line: line, reason: reason, next: place, remains: row))
    }

    /// The CSV row that starts with `first`.
    private mutating func csv(_ first: LineBuffer.Line) throws(TableError) -> TableEntry {
        guard buffer.bytes.index(of: 0x22, in: first.content) != nil else {
            let fields = buffer.bytes[first.content].split(separator: 0x2C, omittingEmptySubsequences: false)
            return finish(fields, first.next, lines: 1)
        }
        // Indices into the buffer move when it is filled, so they are kept from its start.
        let firstEnd = first.content.upperBound - buffer.start
        let firstNext = first.next - buffer.start
        var (end, next, lines) = (firstEnd, firstNext, 1)
        var state = QuoteState.fieldStart
        state.feed(buffer.bytes[first.content])
        var open = false
        while case .quoted = state, !open {
            switch try buffer.line(ahead: next, limit: longestRow) {
            case .line(let line):
                state.feed(buffer.bytes[line.content])
                (end, next) = (line.content.upperBound - buffer.start, line.next - buffer.start)
                lines += 1
            case .tooLong, .end: open = true
            }
        }
        let start = buffer.start
        let firstFields = { (buffer: LineBuffer) in FieldSplitter.csv(buffer.bytes[start..<start + firstEnd]) }
        if case .malformed = state {
            return bad("text behind a closing quote", firstFields(buffer), next: start + firstNext, lines: 1)
        }
        if open {
            let reason = "a quote that does not close within \(longestRow) bytes"
            return bad(reason, firstFields(buffer), next: start + firstNext, lines: 1)
        }
        let fields = FieldSplitter.csv(buffer.bytes[start..<start + end])
        if lines > 1, !columns.isEmpty, fields.count != columns.count {
            let reason = wrongCount(fields.count)
            return bad(reason, firstFields(buffer), next: start + firstNext, lines: 1)
        }
        return finish(fields, start + next, lines: lines)
    }

    private func wrongCount(_ count: Int) -> String {
        "\(count) field\(count == 1 ? "" : "s") where the header has \(columns.count)"
    }

    private mutating func finish(_ fields: [ArraySlice<UInt8>], _ next: Int, lines: Int) -> TableEntry {
        guard columns.isEmpty || fields.count == columns.count else {
            return bad(wrongCount(fields.count), fields, next: next, lines: lines)
        }
        var values: [String] = []
        values.reserveCapacity(fields.count)
        for field in fields {
            guard let text = String(validating: field, as: UTF8.self) else {
                return bad("not UTF-8", fields, next: next, lines: lines)
            }
            values.append(text)
        }
        let line = place.line
        advance(to: next, lines: lines)
        return .row(Row(line: line, next: place, index: index, values: values))
    }

    private mutating func json(_ line: LineBuffer.Line) -> TableEntry {
        do {
            let flat = try FlatJSON(buffer.bytes[line.content])
            let number = place.line
            advance(to: line.next, lines: 1)
            return .row(Row(line: number, next: place, index: flat.index, values: flat.values))
        } catch { return bad(error.reason, nil, next: line.next, lines: 1) }
    }
}

extension TableReader {
    private mutating func skipByteOrderMark() throws(TableError) {
        guard case .line(let line) = try buffer.line(ahead: 0, limit: longestRow),
            buffer.bytes[line.content].starts(with: [0xEF, 0xBB, 0xBF])
        else { return }
        advance(to: buffer.start + 3, lines: 0)
    }

    private mutating func readHeader() throws(TableError) {
        func none(_ reason: String) -> TableError { .noHeader(path: buffer.path, reason: reason) }
        switch buffer.bytes.isEmpty ? nil : try next() {
        case nil: throw none("the file is empty")
        case .bad(let bad): throw none(bad.reason)
        case .row(let row):
            let names = row.values.map { String($0.trimmed) }
            guard names.count <= Self.mostColumns else { throw none("it has \(names.count) columns") }
            guard !names.allSatisfy(\.isEmpty) else { throw none("it is blank") }
            columns = names
            for (place, name) in names.enumerated() where !name.isEmpty { index[name, default: []].append(place) }
        }
    }

    private mutating func peekColumns() throws(TableError) {
        let first = place
        var names: Set<String> = []
        for _ in 0..<Self.rowsThatTell {
            guard place.offset < longestRow, names.count <= Self.mostColumns, let entry = try next() else { break }
            if case .row(let row) = entry { names.formUnion(row.columns) }
        }
        columns = names.sorted()
        try buffer.seek(to: first.offset)
        place = first
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
