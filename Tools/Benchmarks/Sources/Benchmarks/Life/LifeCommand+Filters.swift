import Foundation

extension LifeCommand {
    private static let asked = 200
    private static let limit = 20

    /// A filter that about such a share of the products satisfies.
    private struct Narrowing: Sendable {
        let share: String
        /// What is filtered by, and the value of a product.
        let field: String
        let value: @Sendable (DrawnProduct) -> String

        static let all = [
            Narrowing(share: "50 %", field: "price", value: { $0.price < 5000 ? "low" : "high" }),
            Narrowing(share: "10 %", field: "category", value: \.category),
            Narrowing(share: "1 %", field: "brand", value: \.brand),
            Narrowing(share: ".1 %", field: "seller", value: \.seller),
        ]

        func filter(_ value: String) -> String {
            field == "price" ? "price \(value == "low" ? "<" : ">=") 50" : "\(field) = \"\(value)\""
        }
    }

    /// Filtered questions by words and by a product; each filter as for the first time, and as one that was asked before.
    func measureFilters(_ shop: ServedShop) throws {
        let client = try SocketClient(port: shop.port)
        var counts = [[String: Int]](repeating: [:], count: Narrowing.all.count)
        for number in 0..<products {
            let product = DrawnProduct(number)
            for (at, narrowing) in Narrowing.all.enumerated() { counts[at][narrowing.value(product), default: 0] += 1 }
        }
        for (narrowing, counts) in zip(Narrowing.all, counts) {
            for byWords in [true, false] {
                for isNew in [true, false] {
                    let line = try measure(narrowing, counts, byWords: byWords, isNew: isNew, client)
                    say("filter of \(narrowing.share), \(byWords ? "words" : "product"), \(line)")
                }
            }
        }
    }

    private func measure(
        _ narrowing: Narrowing, _ counts: [String: Int], byWords: Bool, isNew: Bool, _ client: SocketClient
    ) throws -> String {
        var (samples, short) = (Samples(), 0)
        let standing = narrowing.value(DrawnProduct(Question.asked(0, products)))
        for at in 0..<Self.asked {
            let product = DrawnProduct(Question.asked(at, products))
            let value = isNew ? narrowing.value(product) : standing
            // With a price that all are below: the server has not met this filter.
            let filter = narrowing.filter(value) + (isNew ? " and price < \(1000 + at)" : "")
            let what = byWords ? "q=" + product.words.prefix(3).joined(separator: "+") : "product=\(product.id)"
            let began = ContinuousClock.now
            let answer = try client.get("/v1/search?\(what)&limit=\(Self.limit)&filter=\(Self.escaped(filter))")
            samples.add(.now - began)
            guard answer.status == 200 else { throw LifeError.answer(answer.text) }
            // A product is no answer to itself.
            let isOwn = !byWords && narrowing.value(product) == value
            let expected = min(Self.limit, (counts[value] ?? 0) - (isOwn ? 1 : 0))
            if answer.text.ranges(of: "\"relation\":").count < expected { short += 1 }
        }
        return "\(isNew ? "new" : "asked before"): \(samples.words); too few came \(short) times"
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
