import TestSupport
import Testing

extension BrowserTests {
    @Suite struct Sharing {
        @Test func anAddressGivenToOthersAsksTheSame() async throws {
            let address =
                "/?q=mug+-blue&product=q0&view=m&mix=30&fold=&less=q1&less=q2&seller=Shop+1&seller=Shop+2&max=90"
            try await visit(address, world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(for: "document.body.dataset.state === 'found'")
                let asked = try await page.text("JSON.stringify(window.searches.at(-1))")
                #expect(
                    asked.hasPrefix(
                        #"{"text":"mug","product":"q0","filter":"seller in (\"Shop 1\", \"Shop 2\") and price <= 90","view":"m","#
                            + #""weights":{"text":0.6,"product":1.4},"not":{"text":"blue","product":["q1","q2"]},"#),
                    "\(asked)")
                let found = try await page.products
                let other = try await #require(Browser.current).page()
                try await other.open(try await page.text("location.href"))
                try await other.wait(for: "document.body.dataset.state === 'found'")
                #expect(try await other.products == found)
                #expect(try await other.text("JSON.stringify(window.searches.at(-1))") == asked)
                try await other.ask("Page.close")
            }
        }

        @Test func theLinkIsCopiedAndSaysThatAPictureIsNotPartOfIt() async throws {
            let folder = try ScratchFolder()
            let file = try folder.write(ServiceWorld.png("p1"), to: "mine.png")
            try await visit("/?q=mug") { page, _ in
                try await page.wait(toSee: "#share")
                try await page.mayUseClipboard()
                try await page.click("#share")
                try await page.wait(for: "document.getElementById('toast').textContent")
                #expect(try await page.read("#toast") == "Link copied.")
                try await page.search { try await page.choose([file], in: "#file") }
                try await page.click("#share")
                try await page.wait(for: "document.getElementById('toast').textContent.includes('not part of it')")
                let link = try #require(try await page.value("navigator.clipboard.readText()", as: String.self))
                #expect(link.hasSuffix("/?q=mug&with=picture"))
                let other = try await #require(Browser.current).page()
                try await other.open(link)
                try await other.wait(for: "document.body.dataset.state === 'found'")
                #expect(try await other.read("#note").contains("not part of its link"))
                try await other.ask("Page.close")
            }
        }

        @Test func whatNoAddressShouldHoldIsLeftOut() async throws {
            try await visit("/?q=mug&view=x&range=9-2&min=-4&max=much&mix=400&fold=all&what=ever") { page, _ in
                try await page.wait(for: "document.body.dataset.state === 'found'")
                #expect(
                    try await page.text("Object.keys(window.searches.at(-1)).join()") == "text,facets,limit")
            }
        }

        @Test func whatAnAddressHoldsIsShownAsTextAndNeverRun() async throws {
            let address =
                "/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E&seller=%3Cscript%3Ewindow.hit%3D1%3C/script%3E&less=%3Cb%3E"
            try await visit(address) { page, _ in
                try await page.wait(toSee: "#message h2")
                #expect(!(try await page.holds("window.hit")))
                #expect(
                    try await page.text("document.querySelector('#chips li:nth-child(2)').innerText").hasPrefix(
                        "<script>"))
            }
        }
    }
}
