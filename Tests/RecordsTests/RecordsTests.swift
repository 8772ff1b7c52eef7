import Records
import Testing

@Suite struct RecordsTests {
    @Test(arguments: ["", "a\u{0}b", "line\nbreak", String(repeating: "x", count: 129)])
    func anIDThatIsEmptyTooLongOrHoldsControlCharactersIsRefused(_ text: String) {
        #expect(ProductID(text) == nil)
    }

    @Test func idsThatLookAlikeAndDifferInTheirBytesAreTwo() {
        let (one, other) = (ProductID("caf\u{E9}")!, ProductID("cafe\u{301}")!)
        #expect(one != other && Set([one, other]).count == 2)
        #expect(one < other || other < one)
        #expect(ProductID("a")! == ProductID("a")! && ProductID("Z")! < ProductID("a")!)
    }

    @Test func fieldsOfBlanksAreNoWords() {
        #expect(Product(id: ProductID("1")!, title: " \t", description: "\n", brand: "Acme").listingText == "Acme")
    }

    @Test func theListingTextNeverHoldsTheStyle() {
        let product = Product(
            id: ProductID("1")!, title: "Red boot", description: "Warm.", category: ["Shoes", "Boots"],
            brand: "Acme", style: "STYLE-9", attributes: ["size": "42", "colour": "red"])
        #expect(product.listingText == "Red boot . Boots . Acme . red . 42 . Warm.")
    }

    @Test func productsOfOneStyleAreInOnePartAndTheTenthsAreTenths() {
        var counts: [Split: Int] = [:]
        for style in 0..<10_000 {
            let parts = (0..<3).map { copy in
                Split(of: Product(id: ProductID("\(style)-\(copy)")!, title: "", style: "s\(style)"))
            }
            #expect(Set(parts).count == 1)
            counts[parts[0], default: 0] += 1
        }
        #expect((900...1_100).contains(counts[.test] ?? 0))
        #expect((900...1_100).contains(counts[.validation] ?? 0))
    }
}
