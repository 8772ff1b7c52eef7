import Testing

extension BrowserTests {
    @Suite struct Filtering {
        private func visitMugs(_ more: String = "", _ body: @escaping (BrowserPage) async throws -> Void) async throws {
            try await visit("/?q=mug\(more)", world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.wait(toSee: "#filters .menu")
                try await body(page)
            }
        }

        @Test func menusSayHowManyProductsEachValueLeadsTo() async throws {
            try await visitMugs { page in
                let labels = try await page.value(
                    "[...document.querySelectorAll('#filters .label')].map((label) => label.innerText)",
                    as: [String].self)
                #expect(labels == ["Category", "Price", "Seller", "Brand", "Colour", "Compare by"])
                try await page.click("#menu-seller")
                let lines = try await page.value(
                    """
                    [...document.querySelectorAll("[data-field=seller] label")].map((line) =>
                      `${line.querySelector("span").innerText}: ${line.querySelector("small").innerText}`)
                    """, as: [String].self)
                #expect(lines?.prefix(2) == ["Shop 0: 13", "Shop 1: 13"])
                try await page.keepPicture("menu-wide-light")
            }
        }

        @Test func aChosenValueIsAChipWithItsCountAndTheMenuStaysOpen() async throws {
            try await visitMugs { page in
                try await page.click("#menu-seller")
                try await page.search { try await page.click("[data-field=seller] label:nth-child(2)") }
                #expect(try await page.lastSearch("filter", as: String.self) == #"seller = "Shop 1""#)
                try await page.wait(toSee: "#chips .chip small")
                #expect(try await page.text("document.querySelector('#chips .chip').textContent") == "Shop 113")
                #expect(try await page.products.count == 13)
                #expect(try await page.holds("document.querySelector('[data-field=seller]').open"))
                try await page.search { try await page.click("[data-field=seller] label:nth-child(1)") }
                #expect(try await page.lastSearch("filter", as: String.self) == #"seller in ("Shop 1", "Shop 0")"#)
                try await page.press("Escape")
                #expect(!(try await page.holds("document.querySelector('#filters [open]')")))
                try await page.search { try await page.click("#chips .chip") }
                #expect(try await page.lastSearch("filter", as: String.self) == #"seller = "Shop 0""#)
                // The chip in hand is gone; the next has the focus.
                #expect(try await page.holds("document.activeElement.matches('#chips .chip')"))
            }
        }

        @Test func pricesAreChosenByRangeOrByBounds() async throws {
            try await visitMugs { page in
                try await page.click("#menu-price")
                let ranges = try await page.value(
                    "[...document.querySelectorAll('[data-field=price] [name=range]')].map((one) => one.id)",
                    as: [String].self)
                #expect(ranges?.contains("range-20-50") == true, "\(ranges ?? [])")
                let count = try await page.number(
                    "document.getElementById('range-20-50').closest('label').querySelector('small').innerText")
                try await page.search { try await page.click("[id='range-20-50']") }
                #expect(try await page.lastSearch("filter", as: String.self) == "price >= 20 and price < 50")
                #expect(Double(try await page.products.count) == count)
                #expect(try await page.read("#chips .chip") == "€20 – €50")
                try await page.click("#price-max")
                try await page.type("30")
                try await page.search { try await page.press("Enter") }
                #expect(try await page.lastSearch("filter", as: String.self) == "price <= 30")
                #expect(try await page.text("location.search") == "?q=mug&max=30")
                #expect(try await page.read("#chips .chip") == "Up to €30")
                #expect(!(try await page.holds("document.querySelector('[name=range]:checked')")))
                try await page.search { try await page.click("[id='range-']") }
                #expect(try await page.lastSearch("filter", as: String.self) == nil)
            }
        }

        @Test func whatIsChosenTogetherIsClearedAtOnce() async throws {
            try await visitMugs("&category=Mugs&attribute.colour=red&range=50-100&less=q1") { page in
                #expect(
                    try await page.lastSearch("filter", as: String.self)
                        == #"category = "Mugs" and attribute.colour = "red" and price >= 50 and price < 100"#)
                #expect(try await page.number("document.querySelectorAll('#chips .chip').length") == 4)
                try await page.search { try await page.click("#chips .clear") }
                #expect(try await page.lastSearch("filter", as: String.self) == nil)
                #expect(try await page.text("location.search") == "?q=mug")
                #expect(try await page.number("document.querySelectorAll('#chips li').length") == 0)
            }
        }

        @Test func filtersThatLeaveNothingSaySoWithAWayBack() async throws {
            try await visit("/?q=mug&category=Boats") { page, _ in
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "Nothing found")
                #expect(try await page.read("#count") == "Nothing found")
                try await page.keepPicture("state-nothing")
                try await page.search { try await page.click("#message .go") }
                #expect(try await page.text("location.search") == "?q=mug")
                #expect(try await page.products.count == 7)
            }
        }
    }
}
