import Catalog
import Encoders
import Records
import Retrieval

extension EvaluateStage {
    /// What a measurement looks at.
    struct Measured {
        let products: [StoredProduct]
        let snapshot: IndexSnapshot
        /// The model of the index; nil where nothing has to be encoded.
        let model: EmbeddingModel?
    }

    /// The index in use, as it would be without the withheld fields.
    ///
    /// - Parameters:
    ///   - encoding: Whether the model is needed in any case.
    ///   - isMeasured: Which products; with fields withheld the index is of them alone.
    func open(withheld: [WithheldField], encoding: Bool, of isMeasured: (Product) -> Bool) throws -> Measured {
        let store = try workspace.openCatalog()
        let index = IndexStage(workspace: workspace, console: console)
        let retriever = encoding || !withheld.isEmpty ? try index.retriever() : nil
        let snapshot = try retriever?.snapshot ?? index.folder.open().snapshot
        var products: [StoredProduct] = []
        try store.forEachProduct { products += $0.filter { isMeasured($0.product) } }
        guard let model = retriever?.model, !withheld.isEmpty else {
            return Measured(products: products, snapshot: snapshot, model: retriever?.model)
        }
        for case .attribute(let name) in withheld { try require(name, of: products) }
        let line = console.progress("encode without \(withheld.map(\.description).joined(separator: ", "))")
        let outcome = try WithheldSnapshot(of: products, without: withheld, snapshot, model) { done, total in
            line.show(share: Double(done) / Double(max(1, total)), done: done, unit: "products")
        }
        line.close("\(outcome.snapshot.manifest.count) products")
        if outcome.unreadable > 0 {
            console.note("\(outcome.unreadable) pictures could not be read any more; those products are by their words")
        }
        return Measured(products: products, snapshot: outcome.snapshot, model: model)
    }

    /// Holds that some product has the attribute: a name spelt otherwise would measure nothing and say so nowhere.
    func require(_ attribute: String, of products: [StoredProduct]) throws {
        let known = products.reduce(into: Set<String>()) { $0.formUnion($1.product.attributes.keys) }
        guard !known.contains(attribute), !products.isEmpty else { return }
        throw ProgramError.nothing(
            missing: "no product that is measured has the attribute \(attribute)",
            remedy: known.isEmpty ? "import it as attribute.NAME" : "there is \(known.sorted().joined(separator: ", "))"
        )
    }
}
