import Catalog
import Testing

@testable import Service

extension BrowserTests {
    @Suite struct States {
        private func ask(_ words: String, _ page: BrowserPage) async throws {
            try await page.click("#words")
            try await page.run("document.getElementById('words').select()")
            try await page.type(words)
            try await page.press("Enter")
        }

        @Test func aBusyServerIsWaitedForAndThenAskedAgainByItself() async throws {
            var settings = ServiceSettings()
            settings.queueBound = 1
            try await visit(settings: settings) { page, live in
                try await page.wait(toSee: "#grid .card .title")
                let busy = try await Occupied(live.server, waiting: 1)
                try await ask("red mug", page)
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "Many people are asking just now")
                #expect(try await page.read("#message .go").hasPrefix("Try now, or wait"))
                try await page.keepPicture("state-busy")
                try await busy.letGo()
                try await page.wait(toSee: "[data-product=p0]")
                #expect(!(try await page.holds("document.getElementById('message').checkVisibility()")))
            }
        }

        @Test func anAnswerThatTakesLongShowsPlaceholdersAndThenSaysSo() async throws {
            try await visit { page, live in
                try await page.wait(toSee: "#grid .card .title")
                let busy = try await Occupied(live.server)
                try await ask("red mug", page)
                try await page.wait(toSee: "#grid .waiting")
                #expect(try await page.text("document.getElementById('grid').getAttribute('aria-busy')") == "true")
                #expect(try await page.read("#count") == "Looking…")
                try await page.wait(toSee: "#slow")
                #expect(try await page.read("#slow").hasPrefix("Still looking."))
                try await page.keepPicture("state-slow")
                try await busy.letGo()
                try await page.wait(toSee: "[data-product=p0]")
                #expect(!(try await page.holds("document.getElementById('slow').checkVisibility()")))
            }
        }

        @Test func aQuestionAskedMeanwhileTakesTheOthersPlace() async throws {
            try await visit { page, live in
                try await page.wait(toSee: "#grid .card .title")
                let busy = try await Occupied(live.server)
                try await ask("green lamp", page)
                try await page.wait(for: "window.searches.length === 1")
                try await ask("red mug", page)
                try await page.wait(for: "window.searches.length === 2")
                try await busy.letGo()
                try await page.wait(for: "document.body.dataset.state === 'found'")
                #expect(try await page.text("location.search") == "?q=red+mug")
                let plain = try await page.value(
                    "fetch('/v1/search?limit=24&q=red+mug').then((a) => a.json()).then((a) => a.results.map((r) => r.product.id))",
                    as: [String].self)
                #expect(try await page.products == plain)
            }
        }

        @Test func withoutANetworkThePageSaysSoAndGoesOnOnceItIsBack() async throws {
            try await visit("/?q=blue+bowl") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.disconnect()
                try await page.wait(toSee: "#offline")
                #expect(try await page.products.count == 7)
                try await ask("red mug", page)
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "You are offline")
                try await page.keepPicture("state-offline")
                try await page.disconnect(false)
                try await page.wait(toSee: "[data-product=p0]")
                #expect(!(try await page.holds("document.getElementById('offline').checkVisibility()")))
            }
        }

        @Test func aServerThatIsGoneIsSaid() async throws {
            try await visit("/?q=blue+bowl") { page, live in
                try await page.wait(toSee: "#grid .card .title")
                live.stop()
                try await live.stopped()
                try await ask("red mug", page)
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "That did not work")
                #expect(try await page.read("#message p").hasPrefix("The service could not be reached."))
                try await page.keepPicture("state-failed")
            }
        }

        @Test func withoutAnIndexThePageWaitsForOne() async throws {
            let world = try ServiceWorld(publishing: false)
            try await visit("/?q=red+mug", world: world) { page, _ in
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "One moment")
                try world.publish()
                try await page.wait(toSee: "[data-product=p0]")
            }
        }

        @Test func aServiceWithKeysIsGivenOneAndShowsPicturesWithIt() async throws {
            var settings = ServiceSettings()
            settings.keys = [AccessKey(name: "shop", hash: SHA256.hexadecimal(Array("the key".utf8)), role: .read)]
            try await visit("/?q=red+mug", settings: settings) { page, _ in
                try await page.wait(toSee: "#key")
                #expect(try await page.read("#message h2") == "A key is needed")
                try await page.keepPicture("state-key")
                try await page.click("#key")
                try await page.type("no key")
                try await page.press("Enter")
                try await page.wait(
                    for: "document.querySelector('#message h2')?.textContent === 'This key is not known here'")
                try await page.type("the key")
                try await page.press("Enter")
                try await page.wait(toSee: "[data-product=p0]")
                try await page.wait(
                    for: "document.querySelector('[data-product=p0] .plate.ready img').naturalWidth === 40")
                #expect(try await page.text("document.querySelector('[data-product=p0] img').src").hasPrefix("blob:"))
                try await page.reload()
                try await page.wait(toSee: "[data-product=p0]")
                try await page.click("#forget")
                try await page.wait(toSee: "#key")
            }
        }

        @Test func aProductThatIsGoneIsSaid() async throws {
            try await visit("/?product=gone") { page, _ in
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "That is not there any more")
                try await page.click("#message .go")
                try await page.wait(for: "document.body.dataset.state === 'welcome' && location.search === ''")
            }
        }
    }
}
