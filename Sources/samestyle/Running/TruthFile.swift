import Intake
import Records
import Retrieval
import Tables

/// A file of what is relevant to what: pairs with labels, or words with grades. A repeated row counts once; one that
/// contradicts another is an error, like any that cannot be read.
struct TruthFile {
    /// In the order of the file; empty for a file of judgements.
    private(set) var pairs: [LabelledPairs.Pair] = []
    /// Nil for a file of pairs.
    private(set) var judgements: [JudgedQueries.Judgement]?
    /// Every product that the file names, whatever its label: those of pairs rank each other.
    private(set) var named: Set<ProductID> = []

    /// Trigger to its offers.
    var relevant: [ProductID: Set<ProductID>] {
        pairs.lazy.filter(\.isSame).reduce(into: [:]) { $0[$1.trigger, default: []].insert($1.offer) }
    }

    private struct Key: Hashable {
        let first: String
        let second: ProductID
    }
    private let path: String
    private let columns: TruthColumns
    /// What a row says of two things, and the line it stands on.
    private var said: [Key: (value: Double, line: Int)] = [:]

    init(_ path: String, mapping: ColumnMapping = ColumnMapping()) throws {
        self.path = path
        var reader = try TableReader(path: path, format: TableFormat(path: path) ?? .csv)
        columns = try TruthColumns(reader.columns, mapping, file: path)
        if columns.isJudgements { judgements = [] }
        while let entry = try reader.next() {
            switch entry {
            case .bad(let row): throw bad(row.line, row.reason)
            case .row(let row): try columns.isJudgements ? addJudgement(row) : addPair(row)
            }
        }
        guard !said.isEmpty else { throw ProgramError.badInput(file: path, reason: "it has no rows") }
        said = [:]
    }

    private mutating func addPair(_ row: Row) throws {
        let (trigger, offer) = (try id(.trigger, row), try id(.offer, row))
        guard let label = row[columns[.label]], label == "0" || label == "1" else {
            throw bad(row.line, "\(columns[.label]) is neither 0 nor 1")
        }
        guard trigger != offer else { throw bad(row.line, "it pairs \(trigger) with itself") }
        guard try isNew(Key(first: trigger.text, second: offer), label == "1" ? 1 : 0, row.line) else { return }
        named.formUnion([trigger, offer])
        pairs.append(LabelledPairs.Pair(trigger: trigger, offer: offer, isSame: label == "1"))
    }

    private mutating func addJudgement(_ row: Row) throws {
        let product = try id(.product, row)
        guard let query = row[columns[.query]], !query.allSatisfy(\.isWhitespace) else {
            throw bad(row.line, "\(columns[.query]) is empty")
        }
        guard query.utf8.count <= Query.longestText else {
            throw bad(row.line, "\(columns[.query]) has more than \(Query.longestText) bytes")
        }
        guard let grade = row[columns[.grade]].flatMap(Double.init), grade >= 0, grade <= 30 else {
            throw bad(row.line, "\(columns[.grade]) is no number from 0 to 30")
        }
        guard try isNew(Key(first: query, second: product), grade, row.line) else { return }
        named.insert(product)
        judgements?.append(.init(query: query, product: product, grade: grade))
    }

    private mutating func isNew(_ key: Key, _ value: Double, _ line: Int) throws -> Bool {
        guard let earlier = said[key] else {
            said[key] = (value, line)
            return true
        }
        guard earlier.value == value else { throw bad(line, "it contradicts line \(earlier.line)") }
        return false
    }

    private func id(_ field: TruthColumns.Field, _ row: Row) throws -> ProductID {
        guard let id = row[columns[field]].flatMap({ ProductID($0) }) else {
            throw bad(row.line, "\(columns[field]) is no id")
        }
        return id
    }

    private func bad(_ line: Int, _ reason: String) -> ProgramError {
        .badInput(file: path, reason: "line \(line): \(reason)")
    }
}
