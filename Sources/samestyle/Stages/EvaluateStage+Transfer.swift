import Measures
import Retrieval

extension EvaluateStage {
    /// How well the picture of a product and the words of another value find its style in that value.
    func transfer(_ attribute: String, _ index: Measured) throws -> [String: MeasuredRanking] {
        guard let model = index.model else { preconditionFailure("a model was asked for") }
        let line = console.progress("ask for other values of \(attribute)")
        let found = try StyleTransfer(index.products, index.snapshot, model).measure(attribute) { done, total in
            line.show(share: Double(done) / Double(max(1, total)), done: done, unit: "products")
        }
        guard !found.isEmpty else {
            throw ProgramError.nothing(
                missing: "no style that is measured has two values of \(attribute) and a picture",
                remedy: "choose another attribute, or leave --transfer out")
        }
        line.close("\(found[.both]?.queries ?? 0) questions")
        let cells = Dictionary(
            uniqueKeysWithValues: found.map { ($0.key.rawValue, MeasuredRanking($0.value)) })
        show(cells, "another \(attribute)", order: StyleTransfer.Cell.allCases.map(\.rawValue))
        return cells
    }
}
