/// All that lies between a text and the words that a model of pieces takes, and what is set around the ids.
struct TextStages: Sendable {
    var cleaning: TextCleaning?
    let normaliser: Normaliser
    let splitter: Splitter
    let added: AddedTokens
    /// The ids at the ends of every text.
    let before, after: [Int32]
    let padding: Int32
    /// One more than the largest id.
    let vocabularySize: Int

    /// The ids of a text, of each word what `append` adds; at most `limit`, the ends kept.
    func ids(of text: String, limit: Int, _ append: ([Unicode.Scalar], inout [Int32]) -> Void) -> [Int32] {
        precondition(limit >= 2, "a text has a start and an end")
        let room = before.count + max(0, limit - before.count - after.count)
        var ids = before
        let scalars = Array((cleaning?.clean(text) ?? text).unicodeScalars)
        parts: for part in added.parts(of: scalars, normaliser) {
            switch part {
            case .token(let id): ids.append(id)
            case .stretch(let stretch):
                for word in splitter.split(stretch) {
                    guard ids.count < room else { break parts }
                    append(word.scalars, &ids)
                }
            }
        }
        if ids.count > room { ids.removeLast(ids.count - room) }
        ids += after
        return Array(ids.prefix(limit))
    }
}
