/// Reads one JSON document (RFC 8259) of hostile origin.
struct JSONReader {
    struct Failure: Error {
        /// Counted from 1.
        let byte: Int
        let found: String
        let expected: String
    }

    private static let deepest = 64
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { (bytes) -> Result<JSONValue, Failure> in
            var reader = JSONReader(bytes: bytes)
            do throws(Failure) { return .success(try reader.document()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    func broken(_ expected: String) -> Failure {
        let found = peek.map { "byte 0x" + String($0, radix: 16) } ?? "the end"
        return Failure(byte: at + 1, found: found, expected: expected)
    }

    private mutating func document() throws(Failure) -> JSONValue {
        let whole = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw broken("the end of the document") }
        return whole
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth < Self.deepest else { throw broken("nesting of at most \(Self.deepest)") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        at += 1
        var fields: [(name: String, value: JSONValue)] = []
        guard !take(UInt8(ascii: "}")) else { return .object(fields) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw broken("a name in quotes") }
            let name = try text()
            guard take(UInt8(ascii: ":")) else { throw broken("\":\"") }
            fields.append((name, try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw broken("\",\" or \"}\"") }
        return .object(fields)
    }

    private mutating func list(depth: Int) throws(Failure) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        guard !take(UInt8(ascii: "]")) else { return .list(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw broken("\",\" or \"]\"") }
        return .list(values)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        for byte in word.utf8 {
            guard peek == byte else { throw broken(word) }
            at += 1
        }
        return value
    }

    private mutating func text() throws(Failure) -> String {
        at += 1
        let start = at
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
        // Nearly every text: no escapes, one piece.
        if peek == UInt8(ascii: "\"") {
            guard let text = String(validating: bytes[start..<at], as: UTF8.self) else { throw broken("UTF-8") }
            at += 1
            return text
        }
        var spelt = Array(bytes[start..<at])
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw broken("no control character") }
            at += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &spelt) } else { spelt.append(byte) }
        }
        guard peek == UInt8(ascii: "\"") else { throw broken("the closing quote") }
        guard let text = String(validating: spelt, as: UTF8.self) else { throw broken("UTF-8") }
        at += 1
        return text
    }

    private mutating func escape(into spelt: inout [UInt8]) throws(Failure) {
        guard let byte = peek else { throw broken("an escape") }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): spelt.append(byte)
        case UInt8(ascii: "b"): spelt.append(0x08)
        case UInt8(ascii: "f"): spelt.append(0x0C)
        case UInt8(ascii: "n"): spelt.append(0x0A)
        case UInt8(ascii: "r"): spelt.append(0x0D)
        case UInt8(ascii: "t"): spelt.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code), peek == UInt8(ascii: "\\"), at + 1 < bytes.count,
                bytes[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw broken("the second half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw broken("no half of a surrogate pair") }
            spelt.append(contentsOf: Array(UTF8.encode(scalar) ?? .init()))
        default:
            at -= 1
            throw broken("an escape")
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard at + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
            bytes[at] != UInt8(ascii: "+")
        else { throw broken("four hexadecimal digits") }
        at += 4
        return code
    }
}
