import CKernels
import Files

/// By what a file is known to be as it was written.
public struct FileSeal: Codable, Hashable, Sendable {
    public var bytes: Int
    /// `ck_fingerprint` of the first `covered` bytes, in hexadecimal.
    public var checksum: String
    /// All of the file, or as much of it as holds a checksum of the rest.
    public var covered: Int

    /// - Parameter sealsItself: Whether the file's first 64 bytes hold a checksum of what follows, as an index file's do;
    ///   whoever opens it looks at the rest.
    public init(of path: String, sealsItself: Bool = false) throws {
        let file = try MappedFile(path: path)
        self = withExtendedLifetime(file) {
            let covered = sealsItself ? min(64, file.bytes.count) : file.bytes.count
            return FileSeal(
                bytes: file.bytes.count, checksum: Self.checksum(file.bytes, covered), covered: covered)
        }
    }

    private init(bytes: Int, checksum: String, covered: Int) {
        (self.bytes, self.checksum, self.covered) = (bytes, checksum, covered)
    }

    /// Why the file at a path is another than the one that was sealed; nil where it is that one.
    public func fault(at path: String) -> String? {
        let file: MappedFile
        do { file = try MappedFile(path: path) } catch { return "it cannot be read: \(error.localizedDescription)" }
        return withExtendedLifetime(file) {
            guard file.bytes.count == bytes else { return "it has \(file.bytes.count) bytes instead of \(bytes)" }
            guard covered >= 0, covered <= bytes, Self.checksum(file.bytes, covered) == checksum else {
                return "its checksum does not hold"
            }
            return nil
        }
    }

    private static func checksum(_ bytes: UnsafeRawBufferPointer, _ covered: Int) -> String {
        guard covered > 0, let start = bytes.baseAddress else { return "0" }
        return String(ck_fingerprint(start, covered, 0), radix: 16)
    }
}
