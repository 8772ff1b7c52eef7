import Testing

extension BrowserTests {
    @Suite struct Searching {
        @Test func theAddressHoldsAQuestionAndThePageShowsItsResults() async throws {
            try await visit("/?q=red%20mug") { page, _ in
                try await page.wait(toSee: "[data-product=p0]")
                try await page.wait(toSee: "[data-product=p1]")
                #expect(try await page.text("document.title") == "red mug · SameStyle")
            }
        }

        @Test func wordsToLeaveOutAloneAreNoQuestionAndThePageSaysSo() async throws {
            try await visit("/?q=-red") { page, _ in
                try await page.wait(for: "document.getElementById('note').textContent")
                #expect(try await page.read("#note").contains("A minus only leaves words out."))
                #expect(try await page.text("document.body.dataset.state") == "welcome")
            }
        }

        @Test func aFirstVisitStartsFromAKindOfProductWithItsCount() async throws {
            try await visit(world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#ideas .chip")
                try await page.keepPicture("welcome-wide-light")
                #expect(try await page.read("#ideas .chip").hasPrefix("Mugs"))
                try await page.search { try await page.click("#ideas .chip") }
                #expect(try await page.lastSearch("text", as: String.self) == "Mugs")
                #expect(try await page.lastSearch("filter", as: String.self) == #"category = "Mugs""#)
                let ids = try await page.products
                #expect(!ids.isEmpty && ids.allSatisfy { ["p0", "p1"].contains($0) || $0.hasPrefix("q") })
            }
        }

        @Test func wordsAreTypedAndTheCountIsAnnounced() async throws {
            try await visit(world: try ServiceWorld.shop.get()) { page, _ in
                try await page.click("#words")
                try await page.type("red mug")
                try await page.search { try await page.press("Enter") }
                #expect(try await page.text("location.search") == "?q=red+mug")
                #expect(try await page.read("#count").hasPrefix("24 of "))
                #expect(try await page.text("document.getElementById('count').getAttribute('aria-live')") == "polite")
                let words = try await page.read("#grid .card .match")
                #expect(words.contains("match"))
            }
        }

        @Test func moreResultsAreShownUntilThereAreNone() async throws {
            try await visit("/?q=mug", world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#further")
                let first = try await page.products
                try await page.search { try await page.click("#further") }
                try await page.wait(for: "document.querySelectorAll('#grid .card').length > 24")
                let both = try await page.products
                #expect(Array(both.prefix(24)) == first && Set(both).count == both.count)
                // Who reads on goes on with the first of the new ones.
                #expect(try await page.text("document.activeElement.closest('.card').dataset.product") == both[24])
                while try await page.holds("document.getElementById('further').checkVisibility()") {
                    try await page.search { try await page.click("#further") }
                    try await page.wait(for: "!document.getElementById('further').disabled")
                }
                #expect(try await page.products.count == 57)
                #expect(try await page.read("#count") == "57 best matches")
            }
        }

        @Test func backAndForwardGoThroughTheQuestions() async throws {
            try await visit("/?q=red+mug", world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.click("#words")
                try await page.run("document.getElementById('words').select()")
                try await page.type("green lamp")
                try await page.search { try await page.press("Enter") }
                let lamps = try await page.products
                try await page.search { try await page.run("history.back()") }
                #expect(try await page.text("document.getElementById('words').value") == "red mug")
                try await page.search { try await page.run("history.forward()") }
                #expect(try await page.text("document.getElementById('words').value") == "green lamp")
                #expect(try await page.products == lamps)
            }
        }

        @Test func aProductIsLookedAtWithWhatBelongsToIt() async throws {
            try await visit("/?q=red+mug") { page, _ in
                try await page.click("[data-product=p0] .look")
                try await page.wait(toSee: "#panel h2")
                #expect(try await page.read("#panel h2") == "red mug")
                #expect(try await page.text("location.search").contains("look=p0"))
                try await page.wait(for: "document.querySelectorAll('#panel [role=tab] small').length === 4")
                let tabs = try await page.value(
                    "[...document.querySelectorAll('#panel [role=tab]')].map((tab) => tab.firstChild.data)",
                    as: [String].self)
                #expect(tabs == ["Same style", "Other sellers", "Similar", "Duplicates"])
                try await page.keepPicture("product-wide-light")
                try await page.click("#tab-duplicates")
                try await page.wait(toSee: "#related .lead")
                // p6 is the same photo from another seller.
                #expect(try await page.holds("document.querySelector('#related [data-product=p6]')"))
                try await page.press("Escape")
                try await page.wait(for: "!document.getElementById('panel').open && !location.search.includes('look')")
            }
        }
    }
}
