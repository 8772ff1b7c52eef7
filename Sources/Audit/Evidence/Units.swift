/// The units of measure that titles use, each with its kind and how many of the kind's plain unit it is.
enum Units {
    struct Unit {
        var kind: String
        var factor: Double
    }

    /// `m` goes with the resistances, as mega: 1M contradicts 1k, and 5 m still contradicts 10 m.
    static let known: [String: Unit] = {
        let table: [(String, [(String, Double)])] = [
            (
                "length",
                [
                    ("mm", 1), ("cm", 10), ("meter", 1000), ("metre", 1000), ("in", 25.4), ("inch", 25.4),
                    ("ft", 304.8), ("feet", 304.8),
                ]
            ),
            (
                "mass",
                [
                    ("mg", 0.001), ("g", 1), ("gr", 1), ("kg", 1000), ("oz", 28.35), ("ounce", 28.35), ("lb", 453.6),
                    ("lbs", 453.6),
                ]
            ),
            ("volume", [("ml", 1), ("cl", 10), ("l", 1000), ("liter", 1000), ("litre", 1000), ("gal", 3785.4)]),
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
            ("pixels", [("mp", 1), ("megapixel", 1), ("megapixels", 1)]),
            ("count", [("pcs", 1), ("pc", 1), ("pieces", 1), ("piece", 1), ("pack", 1), ("pk", 1), ("st", 1)]),
        ]
        var units: [String: Unit] = [:]
        for (kind, names) in table { for (name, factor) in names { units[name] = Unit(kind: kind, factor: factor) } }
        return units
    }()
}
