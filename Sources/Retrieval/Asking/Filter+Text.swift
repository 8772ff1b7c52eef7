extension Filter {
    /// The filter in the language that it is read from, with no more parentheses than it needs: read again it is the same.
    public var text: String {
        switch self {
        case .and(let a, let b): "\(a.within(isTight: true)) and \(b.within(isTight: true, isRight: true))"
        case .or(let a, let b): "\(a.within(isTight: false)) or \(b.within(isTight: false, isRight: true))"
        case .not(let a): "not \(a.isOne ? a.text : "(\(a.text))")"
        case .compare(let field, let comparison, let value): "\(field) \(comparison.rawValue) \(value.text)"
        case .among(let field, let values): "\(field) in (\(values.map(\.text).joined(separator: ", ")))"
        }
    }

    /// Neither `and` nor `or`.
    private var isOne: Bool {
        switch self {
        case .and, .or: false
        case .not, .compare, .among: true
        }
    }

    /// As a side of an `and` (tight) or an `or`.
    private func within(isTight: Bool, isRight: Bool = false) -> String {
        let isBare =
            switch self {
            // What is read from left to right leans to the left.
            case .and: !(isTight && isRight)
            case .or: !isTight && !isRight
            case .not, .compare, .among: true
            }
        return isBare ? text : "(\(text))"
    }
}

extension Filter.Value {
    /// As it is read: words in quotes, numbers without.
    var text: String {
        switch self {
        case .text(let text):
            "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        }
    }
}
