extension Filter {
    /// Reads a filter: `and` binds closer than `or`; `not` and parentheses as one expects.
    public init(_ text: String) throws(RetrievalError) {
        var parser = FilterParser(text)
        self = try parser.whole()
    }
}

/// Reads the words of a filter from left to right.
private struct FilterParser {
    private enum Token: Equatable {
        case word(String)
        case text(String)
        case sign(String)
        case end
    }

    private let characters: [Character]
    private var at = 0
    private var depth = 0
    private var token = Token.end
    private var start = 0
    private var conditions = 0

    /// A filter is short; what is longer or nested deeper is no person's.
    private static let longest = 4096
    private static let deepest = 50
    /// Each is held against every product.
    private static let mostConditions = 64

    init(_ text: String) {
        // One more than is allowed is enough to be refused.
        characters = Array(text.prefix(Self.longest + 1))
    }

    mutating func whole() throws(RetrievalError) -> Filter {
        guard characters.count <= Self.longest else {
            throw .badFilter(at: Self.longest, reason: "it is longer than \(Self.longest) characters")
        }
        try advance()
        let filter = try alternatives()
        guard token == .end else { throw fail("\"and\", \"or\" or the end") }
        return filter
    }

    private mutating func alternatives() throws(RetrievalError) -> Filter {
        var left = try conjunction()
        while word() == "or" {
            try advance()
            left = .or(left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(RetrievalError) -> Filter {
        var left = try condition()
        while word() == "and" {
            try advance()
            left = .and(left, try condition())
        }
        return left
    }

    private mutating func condition() throws(RetrievalError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw .badFilter(at: start, reason: "it is nested too deeply") }
        if word() == "not" {
            try advance()
            return .not(try condition())
        }
        if token == .sign("(") {
            try advance()
            let inner = try alternatives()
            try expect(")")
            return inner
        }
        guard case .word(let field) = token else { throw fail("the name of a field") }
        conditions += 1
        guard conditions <= Self.mostConditions else {
            throw .badFilter(at: start, reason: "it has more than \(Self.mostConditions) conditions")
        }
        try advance()
        if word() == "in" {
            try advance()
            return .among(field: field, try list())
        }
        guard case .sign(let sign) = token, let comparison = Filter.Comparison(rawValue: sign) else {
            throw fail("one of = != < <= > >= in")
        }
        try advance()
        let value = try value()
        if comparison != .equal, comparison != .notEqual, value.amount == nil {
            throw .badFilter(at: start, reason: "\(sign) compares with a number")
        }
        return .compare(field: field, comparison, value)
    }

    private mutating func list() throws(RetrievalError) -> [Filter.Value] {
        try expect("(")
        var values = [try value()]
        while token == .sign(",") {
            try advance()
            values.append(try value())
        }
        try expect(")")
        return values
    }

    private mutating func value() throws(RetrievalError) -> Filter.Value {
        switch token {
        case .text(let text):
            try advance()
            return .text(text)
        case .word(let word):
            try advance()
            return Double(word).map { .number($0) } ?? .text(word)
        default: throw fail("a value, words in double quotes")
        }
    }

    private func word() -> String? {
        if case .word(let word) = token { word.lowercased() } else { nil }
    }

    private mutating func expect(_ sign: String) throws(RetrievalError) {
        guard token == .sign(sign) else { throw fail("\"\(sign)\"") }
        try advance()
    }

    private func fail(_ wanted: String) -> RetrievalError {
        let found =
            switch token {
            case .end: "its end"
            case .word(let text), .sign(let text): "\"\(text)\""
            case .text(let text): "the words \"\(text)\""
            }
        return .badFilter(at: start, reason: "expected \(wanted), found \(found)")
    }

    private mutating func advance() throws(RetrievalError) {
        while at < characters.count, characters[at].isWhitespace { at += 1 }
        start = at
        guard at < characters.count else {
            token = .end
            return
        }
        switch characters[at] {
        case "\"", "'": token = .text(try quoted(characters[at]))
        case "(", ")", ",", "=":
            token = .sign(String(characters[at]))
            at += 1
        case "<", ">", "!":
            var sign = String(characters[at])
            at += 1
            if at < characters.count, characters[at] == "=" {
                sign += "="
                at += 1
            }
            token = .sign(sign)
        default:
            var word = ""
            while at < characters.count, Self.isWord(characters[at]) {
                word.append(characters[at])
                at += 1
            }
            guard !word.isEmpty else {
                throw .badFilter(at: start, reason: "\"\(characters[start])\" has no meaning here")
            }
            token = .word(word)
        }
    }

    /// Words within quotes; a quote behind a backslash is a quote.
    private mutating func quoted(_ quote: Character) throws(RetrievalError) -> String {
        var text = ""
        at += 1
        while at < characters.count {
            if characters[at] == "\\", at + 1 < characters.count {
                text.append(characters[at + 1])
                at += 2
            } else if characters[at] == quote {
                at += 1
                return text
            } else {
                text.append(characters[at])
                at += 1
            }
        }
        throw .badFilter(at: start, reason: "the quotation is not closed")
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-+".contains(character)
    }
}
