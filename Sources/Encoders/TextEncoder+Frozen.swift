import Tensors

extension TextEncoder {
    /// Features (texts, width) where all is frozen: each text by itself, the same text once.
    func frozenFeatures(_ batch: TokenBatch, on tape: Tape) -> Tensor {
        let texts = batch.lengths.indices.map(batch.tokens)
        var known: [[Int32]: Tensor] = [:]
        var missing: [[Int32]] = []
        for text in Set(texts).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if let kept = cache?.features(of: text) { known[text] = kept } else { missing.append(text) }
        }
        for text in missing {
            let made = features(TokenBatch([text], padding: batch.padding), on: tape.silent()).value
            known[text] = made
            cache?.keep(made, of: text)
        }
        let width = config.transformer.width
        let rows = Tensor(uninitialized: [texts.count, width])
        for (at, text) in texts.enumerated() {
            if let features = known[text] { (rows.memory + at * width).update(from: features.memory, count: width) }
        }
        return rows
    }
}

extension TokenBatch {
    /// The tokens of text `at` without what fills it up.
    fileprivate func tokens(_ at: Int) -> [Int32] { Array(ids[(at * time)..<(at * time + lengths[at])]) }
}
