/// What an index says of itself, for those who look after it.
public struct IndexSummary: Hashable, Sendable {
    /// "exact", "graph", "graph of bytes", "inverted lists".
    public let kind: String
    /// Why it is of that kind, in a sentence without its full stop.
    public let reason: String
    /// Bytes that searches need in memory, whether they are its own or a file's that is mapped.
    public let residentBytes: Int
    /// Bytes of the mapped file; 0 where it was built and not opened.
    public let mappedBytes: Int

    public init(kind: String, reason: String, residentBytes: Int, mappedBytes: Int) {
        (self.kind, self.reason, self.residentBytes, self.mappedBytes) = (kind, reason, residentBytes, mappedBytes)
    }
}

/// How questions were answered since an index is there.
public struct SearchCounts: Hashable, Sendable {
    /// By the index's own way.
    public var direct = 0
    /// Exactly, since looking at all that a filter holds is quicker.
    public var narrow = 0
    /// Exactly, since the index's own way found too few or went too far.
    public var fallbacks = 0

    public init(direct: Int = 0, narrow: Int = 0, fallbacks: Int = 0) {
        (self.direct, self.narrow, self.fallbacks) = (direct, narrow, fallbacks)
    }
}
