import Foundation

extension WordPiece {
    /// The largest vocabulary file that is read, in bytes.
    private static let largestFile = 64 << 20

    /// Reads a `vocabulary.txt`: an entry a line, its place its id.
    public init(contentsOf path: String) throws(TokenError) {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= Self.largestFile else { throw TokenError.tooLarge(entries: size, limit: Self.largestFile) }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as TokenError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var vocabulary: [String] = []
        vocabulary.reserveCapacity(lines.count)
        for (at, line) in lines.enumerated() {
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let token = String(validating: bytes, as: UTF8.self) else { throw .notText(line: at + 1) }
            vocabulary.append(token)
        }
        try self.init(vocabulary: vocabulary)
    }

    /// The bytes of a `vocabulary.txt`.
    var file: Data { Data((vocabulary.joined(separator: "\n") + "\n").utf8) }

    /// Writes a `vocabulary.txt`, whole or not at all.
    public func write(to path: String) throws(TokenError) {
        do { try file.write(to: URL(filePath: path), options: .atomic) } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
