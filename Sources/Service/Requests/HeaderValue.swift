/// A header's value with parameters, as `form-data; name="image"; filename="a.jpg"`.
struct HeaderValue {
    /// What stands before the first `;`, in lower case.
    let word: String
    /// By name in lower case; the first of a name counts.
    let parameters: [String: String]

    /// The words of a header that is a list, as `Accept`, in lower case; what goes with each is left out.
    static func list(_ text: String) -> [String] { text.split(separator: ",").map { HeaderValue(String($0)).word } }

    // In bytes: what parts a value is ASCII, and whatever stands between stays whole.
    init(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let (semicolon, equals, quote, backslash) = (
            UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "\\")
        )
        /// Takes what comes before the first of some bytes.
        func part(before ends: UInt8...) -> ArraySlice<UInt8> {
            let end = bytes.firstIndex { ends.contains($0) } ?? bytes.endIndex
            defer { bytes = bytes[end...] }
            return bytes[..<end]
        }
        word = Self.trimmed(part(before: semicolon)).lowercased()
        var parameters: [String: String] = [:]
        while bytes.popFirst() == semicolon {
            let name = Self.trimmed(part(before: equals, semicolon)).lowercased()
            guard bytes.first == equals else { continue }
            bytes = bytes.dropFirst().drop(while: Self.isBlank)
            var value = ""
            if bytes.first == quote {
                bytes.removeFirst()
                var quoted: [UInt8] = []
                while let next = bytes.popFirst(), next != quote {
                    // A browser escapes quotes by percent signs and leaves a backslash alone; curl escapes by one.
                    if next == backslash, let escaped = bytes.first, escaped == quote || escaped == backslash {
                        bytes.removeFirst()
                        quoted.append(escaped)
                    } else {
                        quoted.append(next)
                    }
                }
                value = String(decoding: quoted, as: UTF8.self)
                _ = part(before: semicolon)
            } else {
                value = Self.trimmed(part(before: semicolon))
            }
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
