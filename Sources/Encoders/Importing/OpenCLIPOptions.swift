/// A value of a JSON file whose options are not known beforehand.
enum JSONValue: Decodable, Hashable, Sendable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    var description: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .text(let text): text
        case .list(let list): "\(list)"
        case .object(let object):
            "{" + object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}

/// One object of `open_clip_config.json`. Every option that was taken from it is known; one that is left and set may
/// change what the model computes, and is refused by name.
struct OpenCLIPOptions {
    let name: String
    let path: String
    private var left: [String: JSONValue]

    init(_ name: String, _ path: String, _ values: [String: JSONValue]) {
        (self.name, self.path) = (name, path)
        left = values.filter { $0.value != .null }
    }

    func fault(_ option: String, _ found: some CustomStringConvertible, _ expected: String) -> ModelError {
        .badImport(path: path, reason: "\(name).\(option) is \(found); \(expected)")
    }

    mutating func whole(_ option: String, _ otherwise: Int) throws(ModelError) -> Int {
        guard let value = left.removeValue(forKey: option) else { return otherwise }
        guard case .number(let number) = value, let whole = Int(exactly: number) else {
            throw fault(option, value, "a whole number is read")
        }
        return whole
    }

    mutating func number(_ option: String, _ otherwise: Double) throws(ModelError) -> Double {
        guard let value = left.removeValue(forKey: option) else { return otherwise }
        guard case .number(let number) = value else { throw fault(option, value, "a number is read") }
        return number
    }

    mutating func text(_ option: String, _ otherwise: String) throws(ModelError) -> String {
        guard let value = left.removeValue(forKey: option) else { return otherwise }
        guard case .text(let text) = value else { throw fault(option, value, "a text is read") }
        return text
    }

    mutating func bool(_ option: String) throws(ModelError) -> Bool {
        guard let value = left.removeValue(forKey: option) else { return false }
        guard case .bool(let bool) = value else { throw fault(option, value, "true or false is read") }
        return bool
    }

    /// The options within `option`, none where it is not there.
    mutating func options(_ option: String) throws(ModelError) -> OpenCLIPOptions {
        guard let value = left.removeValue(forKey: option) else {
            return OpenCLIPOptions("\(name).\(option)", path, [:])
        }
        guard case .object(let values) = value else { throw fault(option, value, "an object is read") }
        return OpenCLIPOptions("\(name).\(option)", path, values)
    }

    /// Passes over what is of use in training alone.
    mutating func pass(_ options: [String]) { for option in options { left[option] = nil } }

    /// Whether an option is there.
    func states(_ option: String) -> Bool { left[option] != nil }

    /// Refuses what is left and set.
    func finish() throws(ModelError) {
        let unset: [JSONValue] = [.bool(false), .text(""), .object([:])]
        if let (option, value) = left.sorted(by: { $0.key < $1.key }).first(where: { !unset.contains($0.value) }) {
            throw fault(option, value, "such a model is not read")
        }
    }
}
