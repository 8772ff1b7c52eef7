import Catalog
import Neighbors
import Records

extension Retriever {
    /// The products of some rows as answers; without those that are gone.
    func results(_ found: [Neighbor], _ inquiry: Inquiry) throws -> [SearchResult] {
        let (question, reading) = (inquiry.question, inquiry.reading)
        let stored = try products(of: found.map(\.row), reading)
        let calibration = reading.manifest.calibration(question.triggers, question.view)
        let words = try words(of: stored, inquiry)
        return found.compactMap { neighbor in
            // Deleted since the moment that is read.
            guard let product = stored[neighbor.row] else { return nil }
            let picture = question.view == .i ? reading.bestPicture(neighbor.row, question.vector) : nil
            var vector: [Float]?
            if inquiry.query.explains || question.wanted != nil {
                vector = picture?.vector ?? reading.vector(neighbor.row, question.view)
            }
            // How alike they are does not depend on what else the answers should be unlike.
            let likeness = question.wanted.flatMap { wanted in vector.map { innerProduct($0, wanted) } }
            let confidence = calibration.confidence(likeness ?? neighbor.score)
            var result = SearchResult(
                product: product, score: neighbor.score, confidence: confidence,
                relation: Relation(of: product, to: question.asked, confidence: confidence),
                picture: picture?.number)
            if inquiry.query.explains {
                result.explanation = explanation(
                    neighbor.row, vector ?? [], picture: picture?.number, words: words?[product.id], inquiry)
            }
            return result
        }
    }

    /// What brought an answer.
    ///
    /// - Parameter vector: The one of the answer's that its score is of.
    private func explanation(
        _ row: Int, _ vector: [Float], picture: Int?, words: [String]?, _ inquiry: Inquiry
    ) -> Explanation {
        let question = inquiry.question
        return Explanation(
            view: question.view,
            parts: question.parts.map { part in
                Explanation.Part(
                    input: part.input, number: part.number, weight: part.weight,
                    score: vector.count == part.vector.count ? innerProduct(vector, part.vector) : 0)
            }, length: question.length, words: question.lexical == nil ? nil : words ?? [],
            vectorRank: inquiry.places?.byVector[row], wordsRank: inquiry.places?.byWords[row], picture: picture,
            filter: inquiry.query.filter?.text)
    }

    /// The words of the question that are in each product, where they are asked for.
    private func words(of products: [Int: StoredProduct], _ inquiry: Inquiry) throws -> [ProductID: [String]]? {
        guard inquiry.query.explains, let lexical = inquiry.question.lexical else { return nil }
        return try store.words(of: lexical, in: products.values.map(\.id))
    }
}
