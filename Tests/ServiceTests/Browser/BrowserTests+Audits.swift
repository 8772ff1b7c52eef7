import Audit
import Testing

@testable import Service

extension BrowserTests {
    /// The list of audits.
    @Suite struct Audits {
        @Test func withoutAnAuditThePageOffersTheFirstAndShowsWhatItFound() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, _ in
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "No audit yet")
                try await page.keepPicture("audits-none")
                try await page.click("#message .go")
                try await page.wait(toSee: "#starting h2")
                try await page.keepPicture("audits-start")
                try await page.press("Enter")
                try await page.wait(toSee: "#grid .audit[data-state=done]")
                #expect(try await page.read("#grid .audit h2") == "Duplicate listings, all sellers")
                #expect(try await page.read("#grid .audit dd") == "7")
                #expect(!(try await page.holds("document.getElementById('message').checkVisibility()")))
                try await page.click("#grid .audit .go")
                try await page.waitForCluster(1)
                #expect(try await page.read("#review-title") == "Duplicate listings, all sellers")
            }
        }

        @Test func anAuditOfAnotherKindIsStarted() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, live in
                _ = try live.keepAudit([["p0", "p1"]])
                try await page.click("#begin")
                try await page.click("#starting [value=same-style]")
                try await page.click("#starting [value=seller]")
                try await page.click("#starting .go")
                try await page.wait(for: "document.querySelectorAll('#grid .audit[data-state=done]').length === 2")
                #expect(try await page.read("#grid .audit h2") == "Same style, within each seller")
            }
        }

        @Test func howSureAPairIsCanBeSaidAndIsChecked() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, live in
                try await page.click("#message .go")
                try await page.click("#starting [name=percent]")
                // To say how sure chooses it.
                #expect(try await page.holds("document.querySelector('#starting [value=threshold]').checked"))
                try await page.run("document.querySelector('#starting [name=percent]').value = '100.5'")
                try await page.click("#starting .go")
                let tooMuch = "document.querySelector('#starting [name=percent]').validity.rangeOverflow"
                #expect(try await page.holds(tooMuch))
                #expect(try live.server.audits.kept.list().isEmpty)
                try await page.run("document.querySelector('#starting [name=percent]').value = '61.5'")
                try await page.keepPicture("audits-start-threshold")
                try await page.click("#starting .go")
                try await page.wait(toSee: "#grid .audit[data-state=done]")
                let threshold = try live.server.audits.kept.list().first?.settings.threshold
                #expect(abs((threshold ?? 0) - 0.615) < 1e-9)
            }
        }

        @Test func afterTheFirstOnlyWhatIsNewCanBeLookedAt() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, _ in
                try await page.click("#message .go")
                try await page.click("#starting .go")
                try await page.wait(toSee: "#grid .audit[data-state=done]")
                try await page.click("#begin")
                try await page.click("#starting [name=since][value=last]")
                try await page.keepPicture("audits-start-since")
                try await page.click("#starting .go")
                try await page.wait(for: "document.querySelectorAll('#grid .audit[data-state=done]').length === 2")
                #expect(try await page.read("#grid .audit h2") == "Duplicate listings, all sellers, what was new")
                #expect(try await page.read("#grid .audit .told") == "No two listings were found to be the same.")
            }
        }

        @Test func whileOneRunsItsProgressIsShownAndAnotherIsNotBegun() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, live in
                // One that another process runs.
                let running = try live.server.audits.kept.begin(AuditSettings())
                try await page.reload()
                try await page.wait(toSee: "#grid .audit .going progress")
                #expect(try await page.read("#grid .audit .stage") == "Starting")
                try await page.keepPicture("audits-running")
                try await page.click("#begin")
                try await page.click("#starting .go")
                try await page.wait(toSee: "#starting .problem:not(:empty)")
                #expect(try await page.read("#starting .problem").hasPrefix("An audit is running."))
                try await page.click("#starting .cancel")
                // Its page waits for it, and opens it once it is through.
                try await page.open(try await page.text("location.origin") + "/audits?audit=\(running.id)")
                try await page.wait(toSee: "#message .stage")
                #expect(try await page.read("#message h2") == "This audit still runs")
                let summary = DuplicateFinder(running.settings).summary(of: [], listings: 7, seconds: 1)
                try AuditReport.write([], summary: summary, to: running.report.path)
                try running.finish(summary, revision: 1, decided: 0)
                try await page.wait(for: "document.querySelector('#message h2')?.textContent === 'Nothing to review'")
                try await page.click("#message .go")
                try await page.wait(toSee: "#grid .audit")
                try await page.wait(
                    for: "document.querySelector('#grid .audit .told')?.textContent === "
                        + "'No two listings were found to be the same.'")
            }
        }

        @Test func anAuditIsRemovedOnceThatIsConfirmed() async throws {
            try await visit("/audits", world: try ServiceWorld()) { page, live in
                _ = try live.keepAudit([["p0", "p1"]])
                try await page.reload()
                try await page.click("#grid .audit .ways button.text:last-child")
                #expect(try await page.read("#asking h2") == "Remove this audit?")
                try await page.click("#asking .quiet")
                #expect(try await page.number("document.querySelectorAll('#grid .audit').length") == 1)
                try await page.click("#grid .audit .ways button.text:last-child")
                try await page.click("#asking .go")
                try await page.wait(for: "document.querySelector('#message h2')?.textContent === 'No audit yet'")
                #expect(try live.server.audits.kept.list().isEmpty)
            }
        }

        @Test func theFilesOfAnAuditAreOffered() async throws {
            try await review([["q0", "q20"]]) { page, _ in
                try await page.waitForCluster(1)
                let links = try await page.value(
                    "[...document.querySelectorAll('#files a')].map((link) => link.href)", as: [String].self)
                #expect(links?.count == 3)
                for link in links ?? [] {
                    let status = "fetch('\(link)').then((answer) => answer.status)"
                    #expect(try await page.value(status, as: Int.self) == 200)
                }
            }
        }
    }
}
