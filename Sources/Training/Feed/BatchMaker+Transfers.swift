import Tensors

extension BatchMaker {
    /// The questions among the pairs of a batch, and the tokens of their words, which stand behind the products' texts.
    ///
    /// - Parameters:
    ///   - pictureRows: Of the products, triggers first; a pair of which a picture turned out unreadable asks nothing.
    ///   - texts: How many texts the products have.
    func transfers(
        among pairs: [PairDrawing.Drawn], pictureRows: [Int], texts: Int
    ) -> (transfers: TrainingBatch.Transfers, words: [[Int32]]) {
        let asking = pairs.indices.filter {
            !pairs[$0].wanted.isEmpty && pictureRows[$0] >= 0 && pictureRows[pairs.count + $0] >= 0
        }
        let words = asking.map { at in
            let values = pairs[at].wanted.sorted { $0.key < $1.key }.map(\.value)
            return tokenizer.encode(values.joined(separator: " "), limit: config.text.length)
        }
        let products = pairs.map(\.trigger) + pairs.map(\.offer)
        let excused = asking.flatMap { at in
            products.indices.map { $0 != pairs.count + at && answers(products[$0], pairs[at]) }
        }
        let transfers = TrainingBatch.Transfers(
            pairs: asking, pictureRows: asking.map { pictureRows[$0] }, textRows: asking.indices.map { texts + $0 },
            excused: { excused[$0 * products.count + $1] })
        return (transfers, words)
    }

    /// Whether a product may be what was asked for: it belongs with the pair, and nothing wanted is known to be
    /// otherwise. The trigger itself is otherwise, so it is no answer.
    private func answers(_ product: Int, _ pair: PairDrawing.Drawn) -> Bool {
        guard together(product, pair.offer) || together(product, pair.trigger) else { return false }
        let attributes = set.training.products[product].attributes
        return pair.wanted.allSatisfy { name, value in attributes[name].map { $0 == value } ?? true }
    }
}
