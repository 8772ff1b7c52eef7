import Testing

extension BrowserTests {
    @Suite struct Keyboard {
        private let inHand = "document.activeElement.closest('.card')?.dataset.product"

        @Test func allOfASearchIsDoneWithoutAPointer() async throws {
            try await visit(world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.press("/")
                #expect(try await page.holds("document.activeElement.id === 'words'"))
                try await page.type("mug/bowl")
                try await page.search { try await page.press("Enter") }
                #expect(try await page.lastSearch("text", as: String.self) == "mug/bowl")
                try await page.press("Escape")
                #expect(try await page.holds("document.activeElement.id === 'found'"))
                let found = try await page.products

                // On to the first product, over everything before it, each of which shows that it has the focus.
                var steps = 0
                while try await page.text(inHand) != found[0] {
                    try await page.press("Tab")
                    steps += 1
                    try #require(steps < 30)
                    #expect(
                        try await page.holds("parseFloat(getComputedStyle(document.activeElement).outlineWidth) > 1"))
                }
                try await page.press("ArrowRight", "ArrowRight", "ArrowLeft")
                #expect(try await page.text(inHand) == found[1])
                try await page.press("ArrowDown")
                let columns = try await page.number(
                    "getComputedStyle(document.getElementById('grid')).gridTemplateColumns.split(' ').length")
                #expect(try await page.text(inHand) == found[1 + Int(columns)])
                try await page.press("End")
                #expect(try await page.text(inHand) == found.last)
                try await page.press("Home", "Enter")
                try await page.wait(toSee: "#panel h2")
                #expect(try await page.holds("document.activeElement.id === 'panel-title'"))
                try await page.press("Escape")
                try await page.wait(for: "!document.getElementById('panel').open && !location.search.includes('look')")
                #expect(try await page.text(inHand) == found[0])

                try await page.search { try await page.press("-") }
                #expect(try await page.text("location.search").contains("less=\(found[0])"))
                try await page.run("document.querySelector('#grid .look').focus()")
                let next = try await page.text(inHand)
                try await page.search { try await page.press("+") }
                #expect(try await page.lastSearch("product", as: String.self) == next)
            }
        }

        @Test func keysOfOneCharacterCanBeSwitchedOffAndStaySo() async throws {
            try await visit("/?q=red+mug") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.press("?")
                try await page.wait(toSee: "#letters")
                #expect(try await page.holds("document.getElementById('letters').checked"))
                try await page.click("#letters")
                try await page.press("Escape")
                for _ in 0..<2 {
                    try await page.run("document.querySelector('#grid .look').focus()")
                    try await page.press("/", "?")
                    #expect(try await page.holds("document.activeElement.closest('.card')"))
                    #expect(!(try await page.holds("document.getElementById('keys').open")))
                    // Keys with a name go on acting.
                    try await page.press("End")
                    #expect(try await page.text(inHand) == page.products.last)
                    try await page.reload()
                    try await page.wait(toSee: "#grid .card .title")
                }
                try await page.click(".show-keys")
                try await page.click("#letters")
                try await page.press("Escape", "/")
                #expect(try await page.holds("document.activeElement.id === 'words'"))
            }
        }

        @Test func helpListsTheKeysAndLettersInAFieldStayLetters() async throws {
            try await visit("/?q=red+mug") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.press("?")
                try await page.wait(toSee: "#keys h2")
                try await page.keepPicture("help-wide-light")
                // Under the help nothing is searched.
                try await page.press("/")
                #expect(!(try await page.holds("document.activeElement.id === 'words'")))
                try await page.press("Escape")
                try await page.wait(for: "!document.getElementById('keys').open")
                try await page.press("/")
                try await page.press("End")
                try await page.press("?", "/", "+", "-")
                #expect(try await page.text("document.getElementById('words').value").hasSuffix("?/+-"))
                #expect(!(try await page.holds("document.getElementById('keys').open")))
            }
        }

        @Test func theFirstTabStopSkipsToTheResults() async throws {
            try await visit("/?q=red+mug") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.press("Tab")
                #expect(try await page.read(":focus") == "Skip to the results")
                try await page.press("Enter")
                #expect(try await page.holds("document.activeElement.id === 'found'"))
            }
        }

        @Test func tabsOfAProductAreWalkedWithArrows() async throws {
            try await visit("/?q=red+mug&look=p0") { page, _ in
                try await page.wait(for: "document.querySelectorAll('#panel [role=tab] small').length === 4")
                try await page.run("document.querySelector('[role=tab][aria-selected=true]').focus()")
                try await page.click("#tab-same-style")
                try await page.press("ArrowRight")
                #expect(try await page.text("document.activeElement.id") == "tab-sellers")
                try await page.press("ArrowLeft", "ArrowLeft")
                #expect(try await page.text("document.activeElement.id") == "tab-duplicates")
                #expect(
                    try await page.text("document.getElementById('related').getAttribute('aria-labelledby')")
                        == "tab-duplicates")
            }
        }
    }
}
