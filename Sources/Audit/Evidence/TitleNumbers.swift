/// The sizes, quantities and model numbers of a title, comparable: `4k7` is `4.7k`, `2 cm` is `20mm`, `M4 x 20` is
/// `M4x20`.
///
/// For goods that are told by text - screws, resistors, bearings - one figure is all that differs between two products.
struct TitleNumbers: Equatable, Sendable {
    /// What kind of figure, and the figure: `length` `20`, `code` `bc547b`.
    private let figures: Set<Figure>

    private struct Figure: Hashable {
        var kind: String
        var value: String
    }

    init(words: [String]) {
        figures = Set(Self.joined(words).compactMap { Self.figure($0) })
    }

    /// True where the figures of both agree, false where they contradict each other, nil where neither can be said.
    ///
    /// A figure that only one of them gives contradicts nothing: sellers leave figures out.
    static func agree(_ a: TitleNumbers, _ b: TitleNumbers) -> Bool? {
        if a.figures.isEmpty || b.figures.isEmpty { return nil }
        let kinds = Set(a.figures.subtracting(b.figures).map(\.kind))
        if b.figures.subtracting(a.figures).contains(where: { kinds.contains($0.kind) }) { return false }
        return a.figures.isDisjoint(with: b.figures) ? nil : true
    }

    /// Joins what sellers write apart: `20 mm`, `m4 x 20`.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        var at = 0
        while at < words.count {
            var word = words[at]
            while word.last?.isNumber == true, at + 1 < words.count {
                let next = words[at + 1]
                if next == "x", at + 2 < words.count, words[at + 2].first?.isNumber == true {
                    word += "x" + words[at + 2]
                    at += 2
                } else if isFigure(next.dropFirst()), next.first == "x" {
                    word += next
                    at += 1
                } else {
                    break
                }
            }
            if Double(word) != nil, at + 1 < words.count, units[words[at + 1]] != nil {
                word += words[at + 1]
                at += 1
            }
            joined.append(word)
            at += 1
        }
        return joined
    }

    private static func isFigure(_ text: Substring) -> Bool { text.first?.isNumber == true }

    private static func figure(_ word: String) -> Figure? {
        guard word.contains(where: \.isNumber) else { return nil }
        if let value = Double(word) { return Figure(kind: "number", value: text(value)) }
        let number = word.prefix { $0.isNumber || $0 == "." }
        let rest = word.dropFirst(number.count)
        if let value = Double(number) {
            if let unit = units[String(rest)] { return Figure(kind: unit.kind, value: text(value * unit.factor)) }
            // IEC 60062: the letter stands where the point would.
            if let letter = rest.first, let unit = units[String(letter)], unit.kind == "resistance",
                rest.dropFirst().allSatisfy(\.isNumber), let value = Double("\(number).\(rest.dropFirst())")
            {
                return Figure(kind: unit.kind, value: text(value * unit.factor))
            }
        }
        let sides = word.split(separator: "x")
        if sides.count > 1, sides.dropLast().allSatisfy({ $0.last?.isNumber == true }),
            sides.dropFirst().allSatisfy({ isFigure($0) })
        {
            // `m4x20mm` is `m4x20`.
            let end = word.lastIndex(where: \.isNumber) ?? word.startIndex
            return Figure(kind: "extent", value: String(word[...end]))
        }
        return Figure(kind: word.first?.isLetter == true ? "code" : "part", value: word)
    }

    /// Rounded to six digits: 0.1 cm is 1 mm.
    private static func text(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "\(value)" }
        var scale = 1.0
        while abs(value) * scale < 100_000, scale < 1e12 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }

    private struct Unit {
        var kind: String
        var factor: Double
    }

    /// `m` goes with the resistances, as mega: 1M contradicts 1k, and 5 m still contradicts 10 m.
    private static let units: [String: Unit] = {
        let table: [(String, [(String, Double)])] = [
            ("length", [("mm", 1), ("cm", 10), ("meter", 1000), ("metre", 1000), ("in", 25.4), ("inch", 25.4)]),
            ("mass", [("mg", 0.001), ("g", 1), ("gr", 1), ("kg", 1000), ("oz", 28.35), ("lb", 453.6), ("lbs", 453.6)]),
            ("volume", [("ml", 1), ("cl", 10), ("l", 1000), ("liter", 1000), ("litre", 1000)]),
            (
                "resistance",
                [
                    ("r", 1), ("ohm", 1), ("ohms", 1), ("ω", 1), ("k", 1e3), ("kohm", 1e3), ("kω", 1e3), ("m", 1e6),
                    ("mohm", 1e6), ("mω", 1e6),
                ]
            ),
            ("capacity", [("pf", 1), ("nf", 1e3), ("uf", 1e6), ("µf", 1e6), ("μf", 1e6)]),
            ("voltage", [("mv", 0.001), ("v", 1), ("kv", 1000), ("volt", 1)]),
            ("current", [("ma", 0.001), ("a", 1), ("amp", 1)]),
            ("power", [("mw", 0.001), ("w", 1), ("kw", 1000), ("watt", 1)]),
            ("memory", [("mb", 1), ("gb", 1000), ("tb", 1e6)]),
            ("count", [("pcs", 1), ("pc", 1), ("pieces", 1), ("piece", 1), ("pack", 1), ("pk", 1), ("st", 1)]),
        ]
        var units: [String: Unit] = [:]
        for (kind, names) in table { for (name, factor) in names { units[name] = Unit(kind: kind, factor: factor) } }
        return units
    }()
}
