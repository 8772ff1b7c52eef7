/// What is known of a picture that was opened.
public struct PictureFacts: Hashable, Codable, Sendable {
    /// The file, absolute.
    public var path: String
    /// SHA-256 of the file's bytes in hexadecimal: equal for equal files.
    public var digest: String
    /// The bits of the picture's `PerceptualHash`: near for pictures that look alike.
    public var perceptualHash: UInt64
    /// In pixels, upright.
    public var width: Int
    public var height: Int

    public var pixels: Int { width * height }

    public init(path: String, digest: String, perceptualHash: UInt64, width: Int, height: Int) {
        self.path = path
        self.digest = digest
        self.perceptualHash = perceptualHash
        self.width = width
        self.height = height
    }
}

/// A picture file that was opened, so that it need not be opened again while it stays as it is.
public struct PictureFile: Hashable, Sendable {
    public var facts: PictureFacts
    /// In bytes.
    public var size: Int64
    /// Nanoseconds since 1970.
    public var modified: Int64

    public init(facts: PictureFacts, size: Int64, modified: Int64) {
        self.facts = facts
        self.size = size
        self.modified = modified
    }
}
