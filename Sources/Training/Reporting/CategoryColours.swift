/// Which colour of a map a product has: by the widest level of its category that tells products apart.
struct CategoryColours {
    /// The categories that have a colour, the largest first, and how many products each has.
    let names: [(name: String, count: Int)]
    /// Of each product, the place of its category in `names`.
    let colours: [Int]

    /// As many as the palette holds; where there are more, the last is all the others.
    static let most = 8

    /// - Parameter paths: Each product's categories, from the widest to the leaf.
    init(_ paths: [[String]]) {
        let deepest = paths.map(\.count).max() ?? 0
        let level =
            (0..<deepest).first { level in Set(paths.filter { level < $0.count }.map { $0[level] }).count > 1 } ?? 0
        let of = paths.map { Self.name($0, level) }
        let counts = Dictionary(of.map { ($0, 1) }, uniquingKeysWith: +)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var shown = counts.map { (name: $0.key, count: $0.value) }
        if shown.count > Self.most {
            let others = shown[(Self.most - 1)...].map(\.count).reduce(0, +)
            shown = shown.prefix(Self.most - 1) + [("other", others)]
        }
        let places = Dictionary(counts.enumerated().map { ($1.key, min($0, shown.count - 1)) }) { a, _ in a }
        (names, colours) = (shown, of.map { places[$0] ?? 0 })
    }

    /// What a shop gave no category, or none so deep, stands under what it did give.
    private static func name(_ path: [String], _ level: Int) -> String {
        level < path.count ? path[level] : path.last ?? "no category"
    }
}
