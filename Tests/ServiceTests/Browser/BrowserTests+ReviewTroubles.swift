import Catalog
import Testing

@testable import Service

extension BrowserTests {
    /// What goes wrong while a reviewer decides.
    @Suite struct ReviewTroubles {
        @Test func whatIsDecidedWithoutANetworkIsKeptAndSentOnceItIsBack() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.disconnect()
                try await page.press("d", "x")
                try await page.waitForCluster(3)
                try await page.wait(
                    for: "document.querySelector('#unsaved p')?.textContent.startsWith('2 decisions have not arrived.')"
                )
                #expect(try await page.read("#done") == "2 of 12 decided")
                try await page.keepPicture("review-offline")
                // A step back goes without the service, too.
                try await page.press("u")
                try await page.waitForCluster(2)
                #expect(try await page.read("#done") == "1 of 12 decided")
                try await page.disconnect(false)
                try await page.waitUntilSaved()
                try await page.wait(for: "!document.querySelector('#unsaved p')")
                #expect(try await page.decisions == [1: "duplicate"])
            }
        }

        @Test func whatHasNotArrivedOutlastsAReload() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.fail(with: 503)
                try await page.press("v")
                try await page.wait(toSee: "#unsaved p")
                #expect(try await page.decisions == [:])
                try await page.reload()
                // Whoever leaves is asked first.
                #expect(page.dialogs == 1)
                try await page.waitForCluster(2)
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "variants"])
                #expect(try await page.number("localStorage.length") == 0)
            }
        }

        @Test func aServiceThatComesBackIsAskedAgainByHand() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.fail(with: 503)
                try await page.press("d")
                try await page.wait(toSee: "#unsaved .quiet")
                #expect(try await page.read("#unsaved p").contains("They are kept here, and sent again every 5 s."))
                try await page.fail(with: nil)
                try await page.click("#unsaved .quiet")
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "duplicate"])
                #expect(!(try await page.holds("document.querySelector('#unsaved p')")))
            }
        }

        @Test func whatTheServiceRefusesIsOpenAgainAndSaid() async throws {
            var settings = ServiceSettings()
            settings.keys = [AccessKey(name: "shop", hash: SHA256.hexadecimal(Array("the key".utf8)), role: .read)]
            try await review(settings: settings) { page, _ in
                try await page.wait(toSee: "#key")
                #expect(try await page.read("#message h2") == "A key is needed")
                try await page.keepPicture("review-key")
                try await page.click("#key")
                try await page.type("the key")
                try await page.press("Enter")
                try await page.waitForCluster(1)
                try await page.wait(for: "document.querySelector('#cluster .plate.ready img')?.src.startsWith('blob:')")
                try await page.press("d")
                try await page.wait(
                    for: "document.querySelector('#toast').textContent.startsWith('Cluster 1 was not decided.')")
                #expect(try await page.read("#done") == "0 of 12 decided")
                try await page.keepPicture("review-refused")
                try await page.click("#toast .way")
                try await page.waitForCluster(1)
                // Of many, each is refused.
                try await page.press(" ", "j", " ", "x")
                try await page.wait(for: "document.querySelector('#toast').textContent.includes(' was not decided.')")
                try await page.waitUntilSaved()
                #expect(try await page.read("#done") == "0 of 12 decided")
                #expect(try await page.listed.count == 12)
            }
        }

        @Test func anAuditOrAClusterThatIsNotThereIsSaid() async throws {
            try await review(pairs, "&cluster=99") { page, _ in
                try await page.waitForCluster(1)
                #expect(try await page.read("#toast").hasPrefix("There is no cluster 99"))
                try await page.open(try await page.text("location.origin") + "/audits?audit=nowhere")
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "That is not there any more")
                try await page.click("#message .go")
                try await page.wait(toSee: "#grid .audit")
            }
        }

        @Test func aListThatFailedIsAskedForAgain() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.disconnect()
                try await page.click("#states [data-state=decided]")
                try await page.wait(toSee: "#message h2")
                try await page.keepPicture("review-failed")
                try await page.disconnect(false)
                try await page.run("document.querySelector('#message .go')?.click()")
                try await page.wait(toSee: "#cluster .finished")
                #expect(try await page.read("#cluster h2") == "Nothing is decided yet")
                try await page.click("#cluster .finished .go")
                try await page.waitForCluster(1)
            }
        }

        @Test func aHundredDecisionsInARowAllArrive() async throws {
            try await review((0..<100).map { ["q\($0)", "q\($0 + 20)"] }) { page, _ in
                try await page.waitForCluster(1)
                for _ in 0..<33 { try await page.press("d", "x", "v") }
                try await page.waitForCluster(100)
                try await page.waitUntilSaved()
                let decisions = try await page.decisions
                #expect(decisions.count == 99)
                for number in 1...99 {
                    #expect(decisions[number] == ["duplicate", "different", "variants"][(number - 1) % 3])
                }
            }
        }
    }
}

extension BrowserPage {
    /// Has what would change something answered with an error that is no one's but this page's; nil ends that.
    fileprivate func fail(with status: Int?) async throws {
        try await run(
            """
            (window.asked ??= window.fetch, window.fetch = (address, options) =>
              \(status == nil ? "true" : "options?.method === 'GET'") ? window.asked(address, options)
                : Promise.resolve(new Response("{}", { status: \(status ?? 0) })))
            """)
    }
}
