/// A header's value with parameters, as `form-data; name="image"; filename="a.jpg"`.
struct HeaderValue {
    /// What stands before the first `;`, in lower case.
    let word: String
    /// By name in lower case; the first of a name counts.
    let parameters: [String: String]

    /// The words of a header that is a list, as `Accept`, in lower case; what goes with each is left out.
    static func list(_ text: String) -> [String] { text.split(separator: ",").map { HeaderValue(String($0)).word } }

    init(_ text: String) {
        var characters = Array(text.unicodeScalars)[...]
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            string(scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        }
        let end = characters.firstIndex(of: ";") ?? characters.endIndex
        word = trimmed(characters[..<end]).lowercased()
        characters = characters[end...]
        var parameters: [String: String] = [:]
        while characters.popFirst() == ";" {
            let stop = characters.firstIndex { $0 == "=" || $0 == ";" } ?? characters.endIndex
            let name = trimmed(characters[..<stop]).lowercased()
            characters = characters[stop...]
            guard characters.first == "=" else { continue }
            characters = characters.dropFirst().drop(while: isBlank)
            var value = ""
            if characters.first == "\"" {
                characters.removeFirst()
                var quoted: [Unicode.Scalar] = []
                while let next = characters.popFirst(), next != "\"" {
                    // A browser escapes quotes by percent signs and leaves a backslash alone; curl escapes by one.
                    if next == "\\", let escaped = characters.first, escaped == "\"" || escaped == "\\" {
                        characters.removeFirst()
                        quoted.append(escaped)
                    } else {
                        quoted.append(next)
                    }
                }
                value = string(quoted)
                characters = characters[(characters.firstIndex(of: ";") ?? characters.endIndex)...]
            } else {
                let end = characters.firstIndex(of: ";") ?? characters.endIndex
                value = trimmed(characters[..<end])
                characters = characters[end...]
            }
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }
}
