/// How far an import of a file came; written together with the rows, so that a killed import goes on without loss.
public struct ImportRecord: Hashable, Sendable {
    /// What is imported and from where: one record is kept for each.
    public struct Source: Hashable, Sendable {
        /// `products` or `clicks`.
        public var kind: String
        /// The file, absolute.
        public var path: String

        public init(kind: String, path: String) {
            self.kind = kind
            self.path = path
        }
    }

    /// Given by the catalogue, a new one for every import that starts anew; 0 before.
    public internal(set) var number: Int64 = 0
    public let source: Source
    /// Tells the file's state and the settings: an import goes on only where both are as they were.
    public let fingerprint: String
    /// Where the next row starts.
    public var offset = 0
    public var line = 1
    public var read = 0
    public var imported = 0
    public var updated = 0
    public var unchanged = 0
    public var rejected = 0
    /// Pictures beyond the most that a product may have.
    public var picturesLeftOut = 0
    /// The file of rejected rows, and its length with the rows before `offset`.
    public var rejects: String
    public var rejectsLength = 0
    public var finished = false

    public init(source: Source, fingerprint: String, rejects: String) {
        self.source = source
        self.fingerprint = fingerprint
        self.rejects = rejects
    }
}
