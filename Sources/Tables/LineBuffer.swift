import Foundation

/// The lines of a file, read a chunk at a time; holds one row and a chunk, however long the file is.
struct LineBuffer {
    /// A line within `bytes`.
    struct Line {
        /// The bytes without the end of the line.
        let content: Range<Int>
        /// Where the next line starts.
        let next: Int
    }

    enum Found {
        case line(Line)
        /// No end of line within the limit; the bytes up to `next` are dropped by `skipLine`.
        case tooLong
        case end
    }

    private static let chunk = 1 << 18
    private let handle: FileHandle
    let path: String
    private(set) var bytes: [UInt8] = []
    /// Where the unread part of `bytes` starts.
    private(set) var start = 0
    /// The place in the file of `bytes[start]`.
    private(set) var offset = 0
    private var atEnd = false

    init(path: String) throws(TableError) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        // A pipe would never end, nor could an import go on in it.
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is no regular file") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: "it cannot be opened; is it yours to read?")
        }
        self.handle = handle
    }

    /// Goes to a byte of the file.
    mutating func seek(to offset: Int) throws(TableError) {
        do {
            let size = Int(try handle.seekToEnd())
            guard (0...size).contains(offset) else {
                throw TableError.noSuchPlace(path: path, offset: offset, size: size)
            }
            try handle.seek(toOffset: UInt64(offset))
        } catch let error as TableError { throw error } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        bytes.removeAll(keepingCapacity: true)
        (start, self.offset, atEnd) = (0, offset, false)
    }

    /// The line that starts `ahead` bytes after the unread start, if it ends within `limit` bytes of that start.
    mutating func line(ahead: Int, limit: Int) throws(TableError) -> Found {
        var scanned = ahead
        while true {
            let from = start + scanned
            if from < bytes.count, let end = newline(from: from) {
                guard end - start <= limit else { return .tooLong }
                return .line(line(from: start + ahead, to: end, next: end + 1))
            }
            scanned = bytes.count - start
            guard scanned <= limit else { return .tooLong }
            guard try fill() else {
                guard bytes.count > start + ahead else { return .end }
                return .line(line(from: start + ahead, to: bytes.count, next: bytes.count))
            }
        }
    }

    private func line(from: Int, to end: Int, next: Int) -> Line {
        let cut = end > from && bytes[end - 1] == 0x0D ? end - 1 : end
        return Line(content: from..<cut, next: next)
    }

    /// Drops what is before `next`, an index into `bytes`.
    mutating func consume(to next: Int) {
        offset += next - start
        start = next
    }

    /// Drops the rest of the line, however long it is.
    mutating func skipLine() throws(TableError) {
        while true {
            if let end = newline(from: start) { return consume(to: end + 1) }
            consume(to: bytes.count)
            guard try fill() else { return }
        }
    }

    private func newline(from index: Int) -> Int? { bytes.index(of: 0x0A, in: index..<bytes.count) }

    /// Reads one more chunk behind what is there; false at the end of the file.
    private mutating func fill() throws(TableError) -> Bool {
        guard !atEnd else { return false }
        do {
            guard let data = try handle.read(upToCount: Self.chunk), !data.isEmpty else {
                atEnd = true
                return false
            }
            bytes.removeFirst(start)
            start = 0
            bytes.append(contentsOf: data)
            return true
        } catch { throw .unreadable(path: path, reason: error.localizedDescription) }
    }
}

extension [UInt8] {
    /// The first place of `byte` within `range`, by the C library's search: a debug build reads tables too.
    func index(of byte: UInt8, in range: Range<Int>) -> Int? {
        withUnsafeBytes { raw in
            guard !range.isEmpty, let base = raw.baseAddress,
                let found = memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
