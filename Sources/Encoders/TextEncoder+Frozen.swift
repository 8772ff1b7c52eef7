import Tensors

extension TextEncoder {
    /// Features (texts, width) where all is frozen: each text by itself, the same text once.
    func frozenFeatures(_ batch: TokenBatch) -> Tensor {
        let texts = batch.lengths.indices.map(batch.tokens)
        var known: [[Int32]: Tensor] = [:]
        var missing: [[Int32]] = []
        for text in Set(texts).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if let kept = cache?.features(of: text) { known[text] = kept } else { missing.append(text) }
        }
        let made = encoded(missing)
        for (text, features) in zip(missing, made) {
            known[text] = features
            cache?.keep(features, of: text)
        }
        let width = config.transformer.width
        let rows = Tensor(uninitialized: [texts.count, width])
        for (at, text) in texts.enumerated() {
            if let features = known[text] { (rows.memory + at * width).update(from: features.memory, count: width) }
        }
        return rows
    }

    /// The features (1, width) of each text.
    private func encoded(_ texts: [[Int32]]) -> [Tensor] {
        var made = [Tensor?](repeating: nil, count: texts.count)
        made.withUnsafeMutableBufferPointer { made in
            nonisolated(unsafe) let made = made  // each part of the loop writes its own places
            nonisolated(unsafe) let encoder = self  // its parameters are only read
            Arithmetic.inParallel(texts.count) { range in
                for at in range {
                    let alone = TokenBatch([texts[at]], padding: 0)
                    made[at] = encoder.features(alone, on: Tape(recording: false)).value
                }
            }
        }
        return made.compactMap(\.self)
    }
}

extension TokenBatch {
    /// The tokens of text `at` without what fills it up.
    fileprivate func tokens(_ at: Int) -> [Int32] { Array(ids[(at * time)..<(at * time + lengths[at])]) }
}
