/// Texts as token ids of one length, what is short filled up.
public struct TokenBatch: Sendable {
    /// (texts, time), row-major.
    public let ids: [Int32]
    public let time: Int
    /// How many tokens of each text are its own.
    public let lengths: [Int]

    public init(_ texts: [[Int32]], padding: Int32) {
        time = max(1, texts.map(\.count).max() ?? 1)
        lengths = texts.map(\.count)
        var ids: [Int32] = []
        ids.reserveCapacity(time * texts.count)
        for text in texts {
            ids += text
            ids += repeatElement(padding, count: time - text.count)
        }
        self.ids = ids
    }

    /// The tokens of text `at` without what fills it up.
    func tokens(_ at: Int) -> [Int32] { Array(ids[(at * time)..<(at * time + lengths[at])]) }
}
