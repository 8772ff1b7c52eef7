/// What stands in a config for one value or several: a number, a list of numbers, or numbers by name.
enum Numbers: Decodable, CustomStringConvertible {
    case one(Double)
    case list([Double])
    case named([String: Double?])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let one = try? value.decode(Double.self) {
            self = .one(one)
        } else if let list = try? value.decode([Double].self) {
            self = .list(list)
        } else {
            self = .named(try value.decode([String: Double?].self))
        }
    }

    /// A number for each channel; one stands for all three, as in the processors of others.
    var channels: [Double]? {
        switch self {
        case .one(let value): [value, value, value]
        case .list(let values): values.count == 3 ? values : nil
        case .named: nil
        }
    }

    /// The side of a square, stated as such: [S, S], or height and width alike.
    var square: Int? {
        switch self {
        case .one: nil
        case .list(let sides): sides.count == 2 && sides[0] == sides[1] ? Int(exactly: sides[0]) : nil
        case .named(let named):
            stated(["height", "width"]) && named["height"] == named["width"] ? whole("height") : nil
        }
    }

    /// The value alone under this name, a whole number.
    func alone(_ name: String) -> Int? { stated([name]) ? whole(name) : nil }

    /// The one number, where it is whole.
    var number: Int? { if case .one(let value) = self { Int(exactly: value) } else { nil } }

    private func stated(_ names: [String]) -> Bool {
        guard case .named(let named) = self else { return false }
        return named.compactMapValues { $0 }.keys.sorted() == names.sorted()
    }

    private func whole(_ name: String) -> Int? {
        guard case .named(let named) = self, let value = named[name] ?? nil else { return nil }
        return Int(exactly: value)
    }

    var description: String {
        func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
        switch self {
        case .one(let value): return text(value)
        case .list(let values): return "[" + values.map(text).joined(separator: ", ") + "]"
        case .named(let named):
            let stated = named.compactMapValues { $0 }.sorted { $0.key < $1.key }
            return "{" + stated.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
        }
    }
}

extension Numbers {
    /// For each channel a number that f32 holds.
    func channels(_ name: String) throws(PreprocessorFile.Unread) -> [Float] {
        guard let channels else {
            throw .init(reason: "\(name) is \(self); a number for each of three channels is read")
        }
        return channels.map { Float($0) }
    }
}
