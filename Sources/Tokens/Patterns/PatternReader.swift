/// Makes the program of a regular expression.
struct PatternReader {
    /// What is not read: where in the expression, in scalars from 1, and what was expected.
    struct Failure: Error {
        let place: Int
        let found: String
        let expected: String
    }

    /// A piece of the expression.
    private indirect enum Node {
        case set(ScalarSet)
        case require(Pattern.Condition)
        case sequence([Node])
        case either([Node])
        case repeated(Node, least: Int, most: Int?, greedy: Bool)

        /// Whether it can match nothing.
        var isEmpty: Bool {
            switch self {
            case .set: false
            case .require: true
            case .sequence(let nodes): nodes.allSatisfy(\.isEmpty)
            case .either(let nodes): nodes.contains(where: \.isEmpty)
            case .repeated(let node, let least, _, _): least == 0 || node.isEmpty
            }
        }
    }

    private static let longest = 2000
    private static let mostSteps = 2000
    private static let deepest = 20
    private let scalars: [Unicode.Scalar]
    private var at = 0

    static func read(_ text: String) throws(Failure) -> Pattern {
        var reader = PatternReader(scalars: Array(text.unicodeScalars))
        guard reader.scalars.count <= longest else {
            throw Failure(place: longest, found: "more", expected: "at most \(longest) characters")
        }
        let node = try reader.either(depth: 0)
        guard reader.at == reader.scalars.count else { throw reader.broken("the end") }
        guard !node.isEmpty else {
            throw Failure(place: 1, found: "an expression that matches nothing too", expected: "one that does not")
        }
        var steps: [Pattern.Step] = []
        try emit(node, into: &steps)
        steps.append(.match)
        return Pattern(steps: steps)
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private func broken(_ expected: String) -> Failure {
        Failure(place: at + 1, found: peek.map { "\"\($0)\"" } ?? "the end", expected: expected)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        at += 1
        return true
    }

    private mutating func either(depth: Int) throws(Failure) -> Node {
        guard depth < Self.deepest else { throw broken("groups at most \(Self.deepest) deep") }
        var choices: [Node] = []
        repeat {
            var nodes: [Node] = []
            while let scalar = peek, scalar != "|", scalar != ")" { nodes.append(try repeated(depth: depth)) }
            choices.append(.sequence(nodes))
        } while take("|")
        return choices.count == 1 ? choices[0] : .either(choices)
    }

    private mutating func repeated(depth: Int) throws(Failure) -> Node {
        var node = try atom(depth: depth)
        var times: (least: Int, most: Int?)?
        switch peek {
        case "*": times = (0, nil)
        case "+": times = (1, nil)
        case "?": times = (0, 1)
        case "{": times = try braces()
        default: break
        }
        if let times {
            at += 1
            let greedy = !take("?")
            guard peek != "+", peek != "*", peek != "{" else { throw broken("no possessive or doubled repetition") }
            // Also what keeps the program short: every repetition is at least one step.
            guard !node.isEmpty else { throw broken("a repetition of what is never empty") }
            node = .repeated(node, least: times.least, most: times.most, greedy: greedy)
        }
        return node
    }

    /// `{2}`, `{2,}`, `{,3}` or `{2,3}`; leaves the reader before the closing brace.
    private mutating func braces() throws(Failure) -> (least: Int, most: Int?) {
        at += 1
        func number() -> Int? {
            var spelt = ""
            while let scalar = peek, ("0"..."9").contains(scalar), spelt.count < 4 {
                spelt.unicodeScalars.append(scalar)
                at += 1
            }
            return Int(spelt)
        }
        let least = number()
        let most = take(",") ? number() : least
        guard peek == "}", least != nil || most != nil, least ?? 0 <= most ?? .max else {
            throw broken("a count and }")
        }
        return (least ?? 0, most)
    }

    private mutating func atom(depth: Int) throws(Failure) -> Node {
        guard let scalar = peek else { throw broken("a character") }
        switch scalar {
        case "(": return try group(depth: depth)
        case "[": return .set(try characterClass())
        case ".":
            at += 1
            return .set(ScalarSet([.range(10...10)], inverted: true))
        case "^":
            at += 1
            return .require(.lineStart)
        case "$":
            at += 1
            return .require(.lineEnd)
        case "\\":
            if let anchor = anchor() { return .require(anchor) }
            return .set(ScalarSet([try escape()]))
        case "*", "+", "?", "{": throw broken("something to repeat")
        default:
            at += 1
            return .set(ScalarSet([.range(scalar.value...scalar.value)]))
        }
    }

    private mutating func anchor() -> Pattern.Condition? {
        guard at + 1 < scalars.count else { return nil }
        let condition: Pattern.Condition
        switch scalars[at + 1] {
        case "A": condition = .textStart
        case "z": condition = .textEnd
        default: return nil
        }
        at += 2
        return condition
    }

    private mutating func group(depth: Int) throws(Failure) -> Node {
        at += 1
        var ahead: Bool?
        if take("?") {
            if take("=") {
                ahead = true
            } else if take("!") {
                ahead = false
            } else if !take(":") {
                throw broken("(?:, (?= or (?!")
            }
        }
        let node = try either(depth: depth + 1)
        guard take(")") else { throw broken(")") }
        guard let ahead else { return node }
        guard case .sequence(let nodes) = node, nodes.count == 1, case .set(let set) = nodes[0] else {
            throw broken("a single character looked ahead at")
        }
        return .require(.ahead(set, wanted: ahead))
    }

    /// `\s`, `\p{L}`, `\n`, `\x2c`, or a mark that stands for itself.
    private mutating func escape() throws(Failure) -> ScalarSet.Item {
        at += 1
        guard let scalar = peek else { throw broken("an escaped character") }
        at += 1
        switch scalar {
        case "s": return .space
        case "S": return .notSpace
        case "d": return .digit
        case "D": return .notDigit
        case "w": return .word
        case "W": return .notWord
        case "n": return .range(10...10)
        case "r": return .range(13...13)
        case "t": return .range(9...9)
        case "f": return .range(12...12)
        case "v": return .range(11...11)
        case "p", "P": return try property(inverted: scalar == "P")
        case "x":
            guard at + 2 <= scalars.count,
                let code = UInt32(String(String.UnicodeScalarView(scalars[at..<at + 2])), radix: 16), code < 128
            else { throw broken("two hexadecimal digits below 80") }
            at += 2
            return .range(code...code)
        case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
            return .range(scalar.value...scalar.value)
        default:
            at -= 1
            throw broken("one of \\s \\S \\d \\D \\w \\W \\p{..} \\P{..} \\n \\r \\t \\f \\v \\x.. or a mark")
        }
    }

    private mutating func property(inverted: Bool) throws(Failure) -> ScalarSet.Item {
        guard take("{") else { throw broken("{") }
        let caret = take("^")
        var name = ""
        while let scalar = peek, scalar != "}", name.count < 30 {
            name.unicodeScalars.append(scalar)
            at += 1
        }
        guard let categories = ScalarSet.categories(named: name) else {
            throw broken("the name of a category, as in \\p{L}")
        }
        guard take("}") else { throw broken("}") }
        return .categories(categories, inverted: inverted != caret)
    }

    private mutating func characterClass() throws(Failure) -> ScalarSet {
        at += 1
        let inverted = take("^")
        var items: [ScalarSet.Item] = []
        repeat {
            guard let low = try classMember(first: items.isEmpty) else { continue }
            items.append(low)
            // A range, unless the "-" is the last of the class.
            guard case .range(let from) = low, peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]" else {
                continue
            }
            at += 1
            guard case .range(let to)? = try classMember(first: false), from.lowerBound <= to.lowerBound else {
                throw broken("the upper end of a range")
            }
            items[items.count - 1] = .range(from.lowerBound...to.upperBound)
        } while peek != "]" && peek != nil
        guard take("]") else { throw broken("]") }
        return ScalarSet(items, inverted: inverted)
    }

    private mutating func classMember(first: Bool) throws(Failure) -> ScalarSet.Item? {
        guard let scalar = peek else { throw broken("]") }
        switch scalar {
        case "\\": return try escape()
        // Oniguruma nests classes and intersects them; here both are refused rather than read otherwise.
        case "[": throw broken("\\[ within a class")
        case "&" where at + 1 < scalars.count && scalars[at + 1] == "&": throw broken("no intersection of classes")
        case "]" where first: throw broken("a character in the class")
        default:
            at += 1
            return .range(scalar.value...scalar.value)
        }
    }

    private static func emit(_ node: Node, into steps: inout [Pattern.Step]) throws(Failure) {
        guard steps.count < mostSteps else {
            throw Failure(place: 1, found: "an expression of more than \(mostSteps) steps", expected: "a shorter one")
        }
        switch node {
        case .set(let set): steps.append(.scalar(set))
        case .require(let condition): steps.append(.require(condition))
        case .sequence(let nodes): for node in nodes { try emit(node, into: &steps) }
        case .either(let nodes):
            var ends: [Int] = []
            for (at, node) in nodes.enumerated() {
                guard at < nodes.count - 1 else {
                    try emit(node, into: &steps)
                    break
                }
                let fork = steps.count
                steps.append(.jump(0))
                try emit(node, into: &steps)
                ends.append(steps.count)
                steps.append(.jump(0))
                steps[fork] = .fork(fork + 1, steps.count)
            }
            for end in ends { steps[end] = .jump(steps.count) }
        case .repeated(let node, let least, let most, let greedy):
            for _ in 0..<least { try emit(node, into: &steps) }
            func fork(at place: Int, past: Int) {
                steps[place] = greedy ? .fork(place + 1, past) : .fork(past, place + 1)
            }
            guard let most else {
                let place = steps.count
                steps.append(.jump(0))
                try emit(node, into: &steps)
                steps.append(.jump(place))
                return fork(at: place, past: steps.count)
            }
            var places: [Int] = []
            for _ in least..<max(least, most) {
                places.append(steps.count)
                steps.append(.jump(0))
                try emit(node, into: &steps)
            }
            for place in places { fork(at: place, past: steps.count) }
        }
    }
}
