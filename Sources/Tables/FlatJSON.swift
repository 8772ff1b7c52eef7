/// Reads one JSON object into flat columns: `{"a": {"b": 1}}` gives `a.b` the value `1`.
///
/// Numbers keep the digits they were written with, so that a long id is not rounded; null gives nothing.
struct FlatJSON {
    struct Failure: Error { let reason: String }

    private static let deepest = 32
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private(set) var index: [String: [Int]] = [:]
    private(set) var values: [String] = []

    init(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        self.bytes = bytes
        at = bytes.startIndex
        skipSpace()
        guard peek == UInt8(ascii: "{") else { throw Failure(reason: "not a JSON object") }
        try value("", depth: 0)
        skipSpace()
        guard at == bytes.endIndex else { throw Failure(reason: "text behind the JSON object") }
    }

    private var peek: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private func broken(_ wanted: String) -> Failure {
        Failure(reason: "bad JSON at byte \(at - bytes.startIndex + 1): \(wanted) expected")
    }

    private mutating func add(_ value: String, to column: String) {
        index[column, default: []].append(values.count)
        values.append(value)
    }

    private mutating func value(_ column: String, depth: Int) throws(Failure) {
        guard depth < Self.deepest else { throw Failure(reason: "JSON nested more than \(Self.deepest) deep") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): try object(column, depth: depth)
        case UInt8(ascii: "["): try array(column, depth: depth)
        case UInt8(ascii: "\""): add(try string(), to: column)
        case UInt8(ascii: "t"): add(try word("true"), to: column)
        case UInt8(ascii: "f"): add(try word("false"), to: column)
        case UInt8(ascii: "n"): _ = try word("null")
        default: add(try number(), to: column)
        }
    }

    private mutating func object(_ column: String, depth: Int) throws(Failure) {
        at += 1
        guard !take(UInt8(ascii: "}")) else { return }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw broken("a name in quotes") }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw broken("a colon") }
            try value(column.isEmpty ? name : column + "." + name, depth: depth + 1)
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw broken("a comma or }") }
    }

    private mutating func array(_ column: String, depth: Int) throws(Failure) {
        at += 1
        guard !take(UInt8(ascii: "]")) else { return }
        repeat { try value(column, depth: depth + 1) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw broken("a comma or ]") }
    }

    private mutating func word(_ word: String) throws(Failure) -> String {
        guard bytes[at...].starts(with: word.utf8) else { throw broken("a value") }
        at += word.utf8.count
        return word
    }

    private mutating func number() throws(Failure) -> String {
        let start = at
        func digits() -> Bool {
            let first = at
            while let byte = peek, (0x30...0x39).contains(byte) { at += 1 }
            return at > first
        }
        if peek == UInt8(ascii: "-") { at += 1 }
        let leading = at
        guard digits(), at == leading + 1 || bytes[leading] != 0x30 else { throw broken("a value") }
        if peek == UInt8(ascii: ".") {
            at += 1
            guard digits() else { throw broken("a digit") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            at += 1
            if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") { at += 1 }
            guard digits() else { throw broken("a digit") }
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func string() throws(Failure) -> String {
        at += 1
        let start = at
        while let byte = peek, byte != 0x22, byte != 0x5C, byte >= 0x20 { at += 1 }
        var text = Array(bytes[start..<at])
        while let byte = peek {
            at += 1
            switch byte {
            case 0x22:
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw Failure(reason: "not UTF-8")
                }
                return string
            case 0x5C: try escape(into: &text)
            case ..<0x20: throw broken("the end of a string")
            default: text.append(byte)
            }
        }
        throw broken("the end of a string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = peek else { throw broken("an escape") }
        at += 1
        switch byte {
        case 0x22, 0x2F, 0x5C: text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try hex())
            if (0xD800..<0xDC00).contains(code), bytes[at...].starts(with: #"\u"#.utf8) {
                at += 2
                let low = UInt32(try hex())
                guard (0xDC00..<0xE000).contains(low) else { throw broken("the second half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw broken("a whole surrogate pair") }
            text += Array(String(Character(scalar)).utf8)
        default: throw broken("an escape")
        }
    }

    private mutating func hex() throws(Failure) -> UInt16 {
        guard at + 4 <= bytes.endIndex, bytes[at..<at + 4].allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let code = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw broken("four hexadecimal digits") }
        at += 4
        return code
    }
}
