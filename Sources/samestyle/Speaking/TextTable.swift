/// Rows of words as aligned columns: numbers to the right, words to the left.
struct TextTable {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header] }

    mutating func add(_ row: [String]) { rows.append(row) }

    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        func cells(_ column: Int) -> [String] { rows.map { $0.indices.contains(column) ? $0[column] : "" } }
        let widths = (0..<columns).map { cells($0).map(\.count).max() ?? 0 }
        let numeric = (0..<columns).map { column in
            rows.count > 1 && cells(column).dropFirst().allSatisfy { Double($0) != nil || $0.isEmpty }
        }
        return rows.map { row in
            let line = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return numeric[column] ? space + cell : cell + space
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
