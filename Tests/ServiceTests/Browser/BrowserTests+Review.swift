import Foundation
import Testing

@testable import Service

extension BrowserTests {
    /// Twelve clusters of two listings, of one colour and kind each, which differ in their numbers.
    static let pairs = (0..<12).map { ["q\($0)", "q\($0 + 20)"] }

    /// The review of an audit that found these clusters.
    ///
    /// - Parameter query: What follows the audit in the address.
    static func review(
        _ clusters: [[String]] = pairs, _ query: String = "", decided: Set<Int> = [],
        settings: ServiceSettings = ServiceSettings(),
        _ body: (BrowserPage, LiveServer) async throws -> Void
    ) async throws {
        try await visit("/audits", world: try ServiceWorld.market.get(), settings: settings) { page, live in
            let audit = try live.keepAudit(clusters, decided: decided)
            try await page.open(try await page.text("location.origin") + "/audits?audit=\(audit)\(query)")
            try await body(page, live)
        }
    }

    /// The review of an audit, cluster by cluster.
    @Suite struct Review {
        @Test func aClusterIsShownWithItsPicturesAndTheWordsAndFieldsThatDiffer() async throws {
            try await review([["q0", "q20"], ["q1", "p1"]]) { page, _ in
                try await page.wait(toSee: "#cluster .member")
                #expect(try await page.read("#cluster-title").hasPrefix("Cluster 1: 2 listings"))
                try await page.wait(for: "document.querySelectorAll('#cluster .plate.ready').length === 2")
                let marks = "[...document.querySelectorAll('#cluster mark')].map((mark) => mark.textContent).join()"
                #expect(try await page.text(marks) == "0,20")
                // A mark alone is not told to a screen reader.
                #expect(
                    try await page.text("document.querySelector('.member .words').textContent") == "Differing words: 0."
                )
                let rows =
                    "[...document.querySelectorAll('.fields .differs th')].map((th) => th.firstChild.data).join()"
                #expect(try await page.text(rows) == "Price")
                #expect(
                    try await page.text("document.querySelector('.differs th span').textContent") == ", they differ")
                #expect(
                    try await page.text(
                        "[...document.querySelectorAll('.evidence .why li')].map((li) => li.textContent).join()")
                        == "the same picture file,two sellers,measures or numbers conflict")
                #expect(try await page.read(".kept .number") == "1")
                #expect(try await page.read(".kept .advice").hasPrefix("Suggested: "))
                try await page.keepPicture("review-wide-light")
            }
        }

        @Test func keysDecideClusterAfterClusterAndTheServiceKnows() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.press("d")
                try await page.waitForCluster(2)
                #expect(try await page.read("#done") == "1 of 12 decided")
                try await page.press("v")
                try await page.waitForCluster(3)
                try await page.press("x")
                try await page.waitForCluster(4)
                #expect(try await page.read("#toast").hasPrefix("Cluster 3: different. 9 to go."))
                #expect(try await page.holds("document.activeElement.id === 'cluster-title'"))
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "duplicate", 2: "variants", 3: "different"])
                // Forth and back decides nothing.
                try await page.press("j", "n", "p")
                try await page.waitForCluster(5)
                #expect(try await page.read("#done") == "3 of 12 decided")
                try await page.reload()
                try await page.waitForCluster(5)
                #expect(try await page.read("#done") == "3 of 12 decided")
                #expect(try await page.text("document.querySelector('#rows .row').dataset.cluster") == "4")
            }
        }

        @Test func buttonsDecideAndAStepIsTakenBackByButtonByToastAndByKey() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.click("#decide [data-verdict=duplicate]")
                try await page.waitForCluster(2)
                try await page.click("#decide [data-verdict=different]")
                try await page.waitForCluster(3)
                try await page.click("#toast .way")
                try await page.waitForCluster(2)
                #expect(try await page.read("#toast") == "Taken back: cluster 2.")
                try await page.press("u")
                try await page.waitForCluster(1)
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [:])
                #expect(try await page.read("#done") == "0 of 12 decided")
                #expect(try await page.holds("document.querySelector('#decide .undo').disabled"))
                // What was decided twice goes back one step.
                try await page.press("d")
                try await page.waitForCluster(2)
                try await page.waitUntilSaved()
                try await page.press("p")
                try await page.click("#states [data-state=all]")
                try await page.waitForCluster(1)
                #expect(try await page.read(".top .badge") == "Decided: duplicate")
                try await page.press("x")
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "different"])
                try await page.press("u")
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "duplicate"])
            }
        }

        @Test func anotherListingIsKeptWhereOneIsChosen() async throws {
            try await review([["q0", "q20", "q40"], ["q1", "q21"], ["q2", "q22"], ["q3", "q23"]]) { page, _ in
                let kept = "document.querySelector('#cluster .kept')?.dataset.member"
                try await page.waitForCluster(1)
                try await page.press("k")
                #expect(try await page.text(kept) == "q20")
                try await page.press("ArrowRight")
                #expect(try await page.text(kept) == "q40")
                try await page.press("ArrowLeft")
                #expect(try await page.text(kept) == "q20")
                #expect(try await page.read("#decide .told") == "A duplicate keeps 2, and 2 others go.")
                try await page.press("d")
                try await page.waitForCluster(2)
                try await page.press("2", "d")
                try await page.waitForCluster(3)
                try await page.click("[data-member=q22] .keep input")
                #expect(try await page.text(kept) == "q22")
                try await page.press("d")
                try await page.waitForCluster(4)
                try await page.waitUntilSaved()
                #expect(try await page.clusters.map(\.keep) == ["q20", "q21", "q22", "q3"])
            }
        }

        @Test func aListingThatDoesNotBelongIsTakenOut() async throws {
            try await review([["q0", "q20", "q40"], ["q1", "q21"]]) { page, _ in
                try await page.waitForCluster(1)
                try await page.click("[data-member=q0] .belongs input")
                // What was to be kept is out, so the next one is.
                #expect(try await page.text("document.querySelector('.kept').dataset.member") == "q20")
                #expect(try await page.read("[data-member=q0] .advice").hasPrefix("Taken out"))
                try await page.keepPicture("review-taken-out")
                try await page.click("[data-member=q20] .belongs input")
                try await page.press("d")
                #expect(
                    try await page.read("#toast") == "Two listings at least have to belong here. Tick those that do.")
                try await page.click("[data-member=q20] .belongs input")
                try await page.press("d")
                try await page.waitForCluster(2)
                try await page.waitUntilSaved()
                let first = try #require(try await page.clusters.first)
                #expect(first.ruling?.members == ["q20", "q40"])
                #expect(first.decision == "duplicate")
            }
        }

        @Test func onceAllAreDecidedThePageSaysSo() async throws {
            try await review(Array(pairs.prefix(2)), decided: [2]) { page, _ in
                try await page.waitForCluster(1)
                #expect(try await page.read("#done") == "1 of 2 decided")
                try await page.press("v")
                try await page.wait(toSee: "#cluster .finished")
                #expect(try await page.read("#cluster h2") == "All decided")
                try await page.waitUntilSaved()
                try await page.keepPicture("review-all-decided")
                try await page.press("u")
                try await page.waitForCluster(1)
                try await page.press("v")
                try await page.click("#cluster .finished .go")
                try await page.waitForCluster(1)
                #expect(try await page.read(".top .badge") == "Decided: variants")
                try await page.click("#states [data-state=open]")
                try await page.click("#cluster .finished .quiet")
                try await page.wait(toSee: "#grid .audit")
                try await page.wait(
                    for: "document.querySelector('#grid .audit .told')?.textContent === 'All 2 clusters decided.'")
            }
        }
    }
}
