import Testing

@testable import Service

extension BrowserTests {
    @Suite struct Refining {
        private struct Unlike: Decodable { let product: [String] }

        @Test func moreAndLessLikeAProductAreChipsThatCanBeTakenAway() async throws {
            try await visit("/?q=red+mug", world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                let all = try await page.products
                try await page.search { try await page.click("#grid .card:nth-child(2) .less") }
                try await page.search { try await page.click("#grid .card:nth-child(2) .less") }
                let unlike = try #require(try await page.lastSearch("not", as: Unlike.self)).product
                #expect(unlike.count == 2 && unlike[0] == all[1])
                #expect(try await page.number("document.querySelectorAll('#chips .unlike').length") == 2)
                #expect(try await page.text("location.search").contains("less=\(all[1])"))
                try await page.wait(for: "document.querySelectorAll('#chips .unlike img').length === 2")
                try await page.keepPicture("less-wide-light")

                try await page.search { try await page.click("#chips .unlike") }
                #expect(try await page.lastSearch("not", as: Unlike.self)?.product == [unlike[1]])
                try await page.search { try await page.click("#grid .card:nth-child(3) .more") }
                let like = try #require(try await page.lastSearch("product", as: String.self))
                #expect(try await page.lastSearch("text", as: String.self) == "red mug")
                #expect(try await page.text("location.search").contains("product=\(like)"))
                try await page.wait(toSee: "#inputs .input")
                try await page.wait(toSee: ".mix")
                try await page.search { try await page.click("#inputs .remove") }
                #expect(try await page.lastSearch("product", as: String.self) == nil)
            }
        }

        @Test func aProductWithWordsIsAskedForFromItsPanel() async throws {
            try await visit("/?q=red+mug&look=p0") { page, _ in
                try await page.click("#refinement")
                try await page.type("in blue")
                try await page.search { try await page.press("Enter") }
                #expect(try await page.lastSearch("product", as: String.self) == "p0")
                #expect(try await page.lastSearch("text", as: String.self) == "in blue")
                #expect(!(try await page.holds("document.getElementById('panel').open")))
            }
        }

        /// The answer is made up in the page: what folds depends on a model that learnt.
        @Test func variantsOfOneStyleAreFoldedIntoOneCard() async throws {
            try await visit("/?q=red+mug") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                #expect(try await page.number("document.querySelectorAll('.variants').length") == 0)
                try await page.run(
                    """
                    (() => {
                      const ask = window.fetch;
                      window.fetch = async (address, options) => {
                        const body = options.body && JSON.parse(options.body);
                        if (!body?.fold) return ask(address, options);
                        const plain = { ...options, body: JSON.stringify({ ...body, fold: undefined }) };
                        const answer = await (await ask(address, plain)).json();
                        window.searches.push(body);
                        answer.results[0].variants = { count: 3, products: ["p1", "p2", "p3"] };
                        answer.results[1].variants = { count: 0, products: [] };
                        return new Response(JSON.stringify(answer));
                      };
                    })()
                    """)
                try await page.search { try await page.click("#fold") }
                #expect(try await page.lastSearch("fold", as: Bool.self) == true)
                #expect(try await page.text("location.search").contains("fold=styles"))
                #expect(try await page.number("document.querySelectorAll('.variants').length") == 1)
                #expect(try await page.read(".variants") == "+3 variants")
                try await page.click(".variants")
                try await page.wait(toSee: "#panel h2")
            }
        }
    }
}
