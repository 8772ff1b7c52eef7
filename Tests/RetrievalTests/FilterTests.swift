import Records
import Retrieval
import Testing

@Suite struct FilterTests {
    private static func shoe() throws -> Product {
        Product(
            id: try #require(ProductID("s1")), title: "Red boot", category: ["Shoes", "Boots"], brand: "Acme",
            seller: "s1", price: Price(amount: 49.5, currency: "EUR"), style: "secret",
            attributes: ["Color": "Red", "size": "42"])
    }

    @Test(arguments: [
        (#"category = "Shoes""#, true), (#"category = boots"#, true), (#"category = "Hats""#, false),
        ("price < 50", true), ("price <= 49.5 and price >= 49.5", true), ("price > 49.5", false),
        (#"price = "49.5""#, true), (#"price in ("1", "49.50")"#, true), (#"price = "50""#, false),
        (#"seller != "s1""#, false), (#"color in ("red", "blue")"#, true), (#"color in ("green")"#, false),
        (#"attribute.color = red"#, true), ("size > 40", true), (#"not brand = "Other""#, true),
        (#"brand = other or (price < 50 and not seller = s2)"#, true),
        (#"brand = other and price < 50 or seller = s1"#, true),
        (#"missing = 1"#, false), (#"missing != 1"#, true), ("missing < 1", false),
        (#"title = "red boot""#, true), ("style = secret", false),
        (
            #"category = "Shoes" and price < 50 and seller != "s2" and color in ("red","blue")"#, true
        ),
    ])
    func aFilterHoldsWhereItShould(text: String, holds: Bool) throws {
        #expect(try Filter(text).holds(for: Self.shoe()) == holds)
    }

    @Test(arguments: [
        ("", "the filter cannot be read at character 1: expected the name of a field, found its end"),
        ("price", "the filter cannot be read at character 6: expected one of = != < <= > >= in, found its end"),
        ("price < cheap", "the filter cannot be read at character 14: < compares with a number"),
        ("a = \"x", "the filter cannot be read at character 5: the quotation is not closed"),
        ("a = 1 b", "the filter cannot be read at character 7: expected \"and\", \"or\" or the end, found \"b\""),
        ("a in (1, 2", "the filter cannot be read at character 11: expected \")\", found its end"),
        ("a ; b", "the filter cannot be read at character 3: \";\" has no meaning here"),
    ])
    func whatCannotBeReadIsSaidWithItsPlace(text: String, words: String) {
        do {
            _ = try Filter(text)
            Issue.record("\(text) was read")
        } catch { #expect(error.description == words) }
    }

    @Test func hostileFiltersEndInAnError() {
        for text in [
            String(repeating: "(", count: 4000), String(repeating: "not ", count: 900) + "a = 1",
            String(repeating: "x", count: 5000), "\u{0}", "a = \u{1F468}\u{200D}\u{1F469}\"",
        ] {
            #expect(throws: RetrievalError.self) { try Filter(text) }
        }
    }

    @Test("a filter of more conditions, or more characters, than any person writes is refused")
    func tooLong() throws {
        let most = (0..<64).map { "a = \($0)" }.joined(separator: " or ")
        #expect(throws: Never.self) { try Filter(most) }
        #expect(throws: RetrievalError.self) { try Filter(most + " or b = 1") }
        #expect(throws: RetrievalError.self) { try Filter(String(repeating: "(", count: 5_000_000)) }
    }

    @Test(arguments: [
        ("a=1 and b=2 or c=3", #"a = 1 and b = 2 or c = 3"#),
        ("a = 1 or (b = 2 or c = 3)", "a = 1 or (b = 2 or c = 3)"),
        ("(a = 1 and b = 2) and c = 3", "a = 1 and b = 2 and c = 3"),
        ("a = 1 and (b = 2 and c = 3)", "a = 1 and (b = 2 and c = 3)"),
        ("(a = 1 or b = 2) and not (c = 3 or d = 4)", "(a = 1 or b = 2) and not (c = 3 or d = 4)"),
        ("NOT not a != -1.50", "not not a != -1.5"), ("a in (1,'2',x)", #"a in (1, "2", "x")"#),
        (#"a = "say \"so\" \\ 'no'""#, #"a = "say \"so\" \\ 'no'""#), ("a < 1e300", "a < 1e+300"),
        ("a = inf", "a = inf"),
    ])
    func aFilterIsWrittenAsItIsRead(given: String, written: String) throws {
        let filter = try Filter(given)
        #expect(filter.text == written)
        #expect(try Filter(filter.text) == filter)
    }
}
