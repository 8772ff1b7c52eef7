import Records
import Retrieval
import Tables

/// A CSV file of what is relevant to what: pairs with labels, or words with grades.
struct TruthFile {
    /// Trigger to its offers.
    private(set) var relevant: [ProductID: Set<ProductID>] = [:]
    /// Every product that a pair names, whatever its label: they rank each other.
    private(set) var named: Set<ProductID> = []
    /// Nil for a file of pairs.
    private(set) var judgements: [JudgedQueries.Judgement]?

    init(_ path: String) throws {
        var reader = try TableReader(path: path, format: TableFormat(path: path) ?? .csv)
        let columns = Set(reader.columns)
        func bad(_ line: Int, _ reason: String) -> ProgramError {
            .badInput(file: path, reason: "line \(line): \(reason)")
        }
        if columns.isSuperset(of: ["query", "product", "grade"]) {
            judgements = []
        } else if !columns.isSuperset(of: ["trigger", "offer", "label"]) {
            throw ProgramError.badInput(
                file: path, reason: "its columns are neither trigger, offer, label nor query, product, grade")
        }
        while let entry = try reader.next() {
            switch entry {
            case .bad(let row): throw bad(row.line, row.reason)
            case .row(let row):
                func id(_ column: String) throws -> ProductID {
                    guard let id = row[column].flatMap({ ProductID($0) }) else {
                        throw bad(row.line, "\(column) is no id")
                    }
                    return id
                }
                if judgements != nil {
                    guard let grade = row["grade"].flatMap(Double.init), grade >= 0, grade <= 30 else {
                        throw bad(row.line, "grade is no number from 0 to 30")
                    }
                    judgements?.append(.init(query: row["query"] ?? "", product: try id("product"), grade: grade))
                } else {
                    guard let label = row["label"], label == "0" || label == "1" else {
                        throw bad(row.line, "label is neither 0 nor 1")
                    }
                    let (trigger, offer) = (try id("trigger"), try id("offer"))
                    named.formUnion([trigger, offer])
                    if label == "1" { relevant[trigger, default: []].insert(offer) }
                }
            }
        }
    }
}
