/// What an import did; the same keys for products and clicks.
public struct ImportSummary: Codable, Hashable, Sendable {
    /// Rows, bad ones among them.
    public var read = 0
    public var imported = 0
    public var updated = 0
    /// Rows that were in the catalogue already, as they are.
    public var unchanged = 0
    public var rejected = 0
    /// Pictures beyond the most that a product may have; 0 for clicks.
    public var picturesLeftOut = 0
    /// A CSV file of the rejected rows: line, id, reason.
    public var rejects = ""
    /// False where it was cancelled; the same import again goes on from there.
    public var finished = false

    enum CodingKeys: String, CodingKey {
        case read, imported, updated, unchanged, rejected, rejects, finished
        case picturesLeftOut = "pictures_left_out"
    }
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    public var summary: ImportSummary
    /// Of the file.
    public var bytes: Int
    public var totalBytes: Int
}
