/// A value of a JSON file with its place, so that an error says where it stands.
struct JSONField {
    let value: JSONValue
    /// "normalizer.normalizers[2]"; empty for the whole.
    let place: String
    let path: String

    /// An error at this place.
    func unexpected(_ expected: String) -> TokenError {
        TokenError.unexpected(path: path, place: place, found: value.description, expected: expected)
    }

    var isNull: Bool { if case .null = value { true } else { false } }

    /// The field of an object; one that is not there is null. Of two of one name the last holds.
    subscript(_ name: String) -> JSONField {
        let within = place.isEmpty ? name : "\(place).\(name)"
        guard case .object(let fields) = value, let field = fields.last(where: { Self.same($0.name, name) }) else {
            return JSONField(value: .null, place: within, path: path)
        }
        return JSONField(value: field.value, place: within, path: path)
    }

    private static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

    func text() throws(TokenError) -> String {
        guard case .text(let text) = value else { throw unexpected("a text") }
        return text
    }

    /// Null gives the default.
    func text(_ fallback: String) throws(TokenError) -> String { isNull ? fallback : try text() }

    func bool(_ fallback: Bool) throws(TokenError) -> Bool {
        if isNull { return fallback }
        guard case .bool(let value) = value else { throw unexpected("true or false") }
        return value
    }

    /// A token id or a count: a whole number from 0 to less than `limit`.
    func count(below limit: Int) throws(TokenError) -> Int {
        guard case .number(let number) = value, number >= 0, number < Double(limit), number == number.rounded() else {
            throw unexpected("a whole number from 0 to \(limit - 1)")
        }
        return Int(number)
    }

    func number() throws(TokenError) -> Double {
        guard case .number(let number) = value else { throw unexpected("a number") }
        return number
    }

    /// The elements of a list of at most `limit`.
    func list(limit: Int) throws(TokenError) -> [JSONField] {
        guard case .list(let values) = value else { throw unexpected("a list") }
        guard values.count <= limit else { throw unexpected("a list of at most \(limit)") }
        return values.enumerated().map { JSONField(value: $1, place: "\(place)[\($0)]", path: path) }
    }

    /// The fields of an object of at most `limit`, in the order of the file.
    func object(limit: Int) throws(TokenError) -> [(name: String, value: JSONValue)] {
        guard case .object(let fields) = value else { throw unexpected("an object") }
        guard fields.count <= limit else { throw unexpected("an object of at most \(limit)") }
        return fields
    }

    /// Refuses what is neither null nor `wanted`.
    func require(_ wanted: Bool) throws(TokenError) {
        guard try bool(wanted) == wanted else { throw unexpected("\(wanted)") }
    }
}
