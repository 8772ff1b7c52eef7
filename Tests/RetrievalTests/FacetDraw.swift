import Records
import Retrieval

/// Products and filters drawn to be awkward: spellings that are equal and ones that only look it, texts that are numbers,
/// attributes named like fields.
struct FacetDraw: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    static let texts = [
        "Red", "red", "RED", "blue", "Grün", "GRÜN", "gru\u{308}n", "50", "50.0", "49.5", "5e1", "-3", "NaN", "inf",
        "-INF", "0x10", "0X1P3", "", " ", " 1", ";", "\u{37E}", "\u{212A}", "k", "K", "İ", "i\u{307}", "ß", "SS", "Σ",
        "ς", "σ", "日本", "豈", "\u{F900}", "Å", "\u{212B}", "a\u{30A}", "👩‍👩‍👧", "é", "e\u{301}",
        "x\u{0}y", String(repeating: "long ", count: 40),
    ]
    static let names = [
        "Color", "color", "COLOR", "attribute.color", "id", "price", "Größe", "gro\u{308}ße", "x", "attribute.x", "",
        "style",
    ]
    static let fields =
        ["id", "title", "Category", "brand", "SELLER", "price", "Price", "currency", "missing", "attribute.missing"]
        + names + ["attribute.Color", "attribute.attribute.color", "attribute.id", "attribute.PRICE", "attribute."]
    static let amounts = [0, -0.0, 5, 16, 49.5, 50, 1e300, .infinity, .nan]

    private mutating func pick<T>(_ list: [T], _ fallback: T) -> T { list.randomElement(using: &self) ?? fallback }
    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }
    private mutating func text() -> String { pick(Self.texts, "") }

    mutating func product(_ row: Int) -> Product? {
        let id = chance(3) ? "Row \(row)" : "\(row)"
        guard !chance(8), let id = ProductID(id) else { return nil }
        var product = Product(id: id, title: text())
        for _ in 0..<Int.random(in: 0...3, using: &self) { product.category.append(text()) }
        if !chance(3) { product.brand = text() }
        if !chance(3) { product.seller = text() }
        if !chance(3) { product.price = Price(amount: pick(Self.amounts, 0), currency: chance(2) ? nil : text()) }
        for name in Self.names where chance(name == "x" ? 20 : 3) { product.attributes[name] = text() }
        return product
    }

    mutating func products(_ count: Int) -> [Product?] { (0..<count).map { product($0) } }

    mutating func value() -> Filter.Value {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: .number(pick(Self.amounts, 0))
        case 1: .text("row \(Int.random(in: 0..<9, using: &self))")
        default: .text(text())
        }
    }

    mutating func filter(depth: Int = 0) -> Filter {
        let field = pick(Self.fields, "")
        switch Int.random(in: depth > 3 ? 3..<6 : 0..<8, using: &self) {
        case 0: return .and(filter(depth: depth + 1), filter(depth: depth + 1))
        case 1: return .or(filter(depth: depth + 1), filter(depth: depth + 1))
        case 2: return .not(filter(depth: depth + 1))
        case 3: return .among(field: field, (0..<Int.random(in: 0...12, using: &self)).map { _ in value() })
        default:
            let all: [Filter.Comparison] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
            return .compare(field: field, pick(all, .equal), value())
        }
    }
}

extension FacetColumns {
    /// Columns of products in memory.
    static func of(_ products: [Product?]) throws -> FacetColumns {
        var builder = FacetColumnsBuilder()
        for product in products { builder.append(product) }
        return try builder.finish()
    }
}
