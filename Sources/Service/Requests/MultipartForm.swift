/// The parts of a `multipart/form-data` body (RFC 7578), held in memory.
///
/// Bounded: so many parts, so long a head of each; what is no form is an error that says so, never a crash.
struct MultipartForm {
    struct Part: Equatable {
        let name: String
        let fileName: String?
        let bytes: ArraySlice<UInt8>
    }

    let parts: [Part]

    static let mostParts = 32
    static let longestHead = 4096
    static let longestBoundary = 70

    /// - Parameter contentType: The request's, which names the boundary.
    init(_ body: [UInt8], contentType: String) throws(RequestError) {
        guard let boundary = HeaderValue(contentType).parameters["boundary"],
            (1...Self.longestBoundary).contains(boundary.utf8.count)
        else { throw .badForm(reason: "the Content-Type names no boundary of 1 to \(Self.longestBoundary) characters") }
        let delimiter = Array("--\(boundary)".utf8)
        // What stands before the first delimiter is to be ignored.
        guard var at = Self.lineStart(of: delimiter, in: body, from: 0) else {
            throw .badForm(reason: "the boundary that the Content-Type names is not in the body")
        }
        var parts: [Part] = []
        while true {
            at += delimiter.count
            if body[at...].starts(with: Array("--".utf8)) { break }
            // Blanks may follow a delimiter.
            while at < body.count, body[at] == 0x20 || body[at] == 0x09 { at += 1 }
            guard body[at...].starts(with: Self.newline) else {
                throw .badForm(reason: "a boundary is followed by neither a new line nor --")
            }
            guard parts.count < Self.mostParts else { throw .badForm(reason: "more than \(Self.mostParts) parts") }
            at += Self.newline.count
            guard let end = Self.lineStart(of: delimiter, in: body, from: at) else {
                throw .badForm(reason: "the body ends within a part")
            }
            parts.append(try Self.part(body[at..<max(at, end - Self.newline.count)]))
            at = end
        }
        self.parts = parts
    }

    private static let newline: [UInt8] = [0x0D, 0x0A]
    private static let blankLine: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]

    private static func part(_ bytes: ArraySlice<UInt8>) throws(RequestError) -> Part {
        let head: ArraySlice<UInt8>
        let content: ArraySlice<UInt8>
        if bytes.starts(with: newline) {
            (head, content) = (bytes.prefix(0), bytes.dropFirst(newline.count))
        } else {
            guard let end = bytes.prefix(longestHead + blankLine.count).firstIndex(of: blankLine) else {
                throw .badForm(reason: "a part has no head of at most \(longestHead) bytes and a blank line")
            }
            (head, content) = (bytes[..<end], bytes[(end + blankLine.count)...])
        }
        guard let text = String(validating: head, as: UTF8.self) else {
            throw .badForm(reason: "the head of a part is no UTF-8")
        }
        for line in text.split(separator: "\r\n") {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased() == "content-disposition" else { continue }
            let value = HeaderValue(String(sides[1]))
            guard value.word == "form-data", let name = value.parameters["name"] else { break }
            return Part(name: name, fileName: value.parameters["filename"], bytes: content)
        }
        throw .badForm(reason: "a part has no Content-Disposition: form-data with a name")
    }

    /// Where `delimiter` stands first at the start of a line.
    ///
    /// What is sought begins with a newline and has no other: the search takes time by the body's length alone.
    private static func lineStart(of delimiter: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        if body[start...].starts(with: delimiter) { return start }
        return body[start...].firstIndex(of: newline + delimiter).map { $0 + newline.count }
    }
}

extension ArraySlice<UInt8> {
    /// Where `pattern` begins first.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var at = 0
            let last = bytes.count - pattern.count
            while at <= last {
                guard let next = bytes[at...last].firstIndex(of: first) else { return nil }
                if pattern.indices.allSatisfy({ bytes[next + $0] == pattern[$0] }) { return startIndex + next }
                at = next + 1
            }
            return nil
        }
    }
}
