/// Two rows of the catalogue, the lesser first.
struct RowPair: Hashable, Comparable, Sendable {
    let a: Int32
    let b: Int32

    init(_ one: Int, _ other: Int) {
        a = Int32(min(one, other))
        b = Int32(max(one, other))
    }

    static func < (x: RowPair, y: RowPair) -> Bool { (x.a, x.b) < (y.a, y.b) }
}
