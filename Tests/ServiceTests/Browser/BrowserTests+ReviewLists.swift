import Testing

@testable import Service

extension BrowserTests {
    /// Which clusters are listed, many decided at once, and the address that holds it all.
    @Suite struct ReviewLists {
        @Test func manyAreSelectedAndDecidedAtOnceAndTakenBackAtOnce() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.press(" ", "j", "j", " ")
                #expect(try await page.read("#decide .told") == "2 clusters selected")
                try await page.press("x")
                #expect(try await page.read("#toast").hasPrefix("2 clusters: different."))
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "different", 3: "different"])
                // Clusters 2, 4 and 5 are at least 91 % sure.
                try await page.click("#menu-select")
                try await page.click("#sureness")
                try await page.run("document.getElementById('sureness').select()")
                try await page.type("91")
                #expect(try await page.read("#select-sure") == "Select 3 of 10 listed")
                try await page.keepPicture("review-select")
                try await page.click("#select-sure")
                #expect(try await page.read("#decide .told") == "3 clusters selected")
                try await page.keepPicture("review-selected")
                try await page.click("#decide [data-verdict=duplicate]")
                try await page.waitUntilSaved()
                #expect(try await page.decisions.count == 5)
                #expect(try await page.read("#done") == "5 of 12 decided")
                #expect(try await page.listed == Array(6...12))
                try await page.press("u")
                try await page.waitUntilSaved()
                #expect(try await page.decisions == [1: "different", 3: "different"])
                #expect(try await page.listed == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
            }
        }

        @Test func aSelectionIsMadeByMouseAndDropped() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.click("[data-cluster='2'] input")
                try await page.click("[data-cluster='4'] input")
                #expect(try await page.read("#decide .told") == "2 clusters selected")
                try await page.press("Escape")
                #expect(try await page.read("#decide .told").hasPrefix("A duplicate keeps 1"))
                #expect(try await page.number("document.querySelectorAll('#rows :checked').length") == 0)
                #expect(try await page.decisions == [:])
            }
        }

        @Test func clustersAreListedByStateByOrderAndByWords() async throws {
            try await review([["q0", "q20"], ["q1", "q21"], ["q2", "q22", "q42"]], decided: [1]) { page, _ in
                try await page.waitForCluster(2)
                #expect(try await page.listed == [2, 3])
                try await page.click("#states [data-state=decided]")
                try await page.waitForCluster(1)
                #expect(try await page.listed == [1])
                try await page.click("#states [data-state=all]")
                try await page.wait(for: "document.querySelectorAll('#rows [data-cluster]').length === 3")
                try await page.click("#menu-order")
                try await page.click("#order-size")
                try await page.waitForCluster(3)
                #expect(try await page.listed == [3, 1, 2])
                try await page.press("/")
                try await page.type("q21")
                try await page.press("Enter")
                try await page.waitForCluster(2)
                #expect(try await page.listed == [2])
                #expect(try await page.text("location.search").contains("order=size&q=q21"))
                try await page.run("document.getElementById('words').value = ''")
                try await page.press("/")
                try await page.type("a boat")
                try await page.press("Enter")
                try await page.wait(toSee: "#cluster .finished")
                #expect(try await page.read("#cluster h2") == "Nothing found")
                try await page.keepPicture("review-nothing-found")
                try await page.click("#cluster .finished .go")
                try await page.wait(for: "document.querySelectorAll('#rows [data-cluster]').length === 3")
            }
        }

        @Test func theAddressHoldsTheClusterAndTheWayBackLeadsThroughLists() async throws {
            try await review(pairs, "&cluster=7&state=all") { page, _ in
                try await page.waitForCluster(7)
                #expect(
                    try await page.text(
                        "document.querySelector('.row .open[aria-current]').closest('li').dataset.cluster") == "7")
                try await page.press("j")
                try await page.waitForCluster(8)
                #expect(try await page.text("location.search").contains("cluster=8"))
                try await page.click("#states [data-state=open]")
                try await page.waitForCluster(1)
                try await page.run("history.back()")
                try await page.waitForCluster(8)
                try await page.click("#up")
                try await page.wait(toSee: "#grid .audit")
                #expect(try await page.text("location.search") == "")
                try await page.run("history.back()")
                try await page.waitForCluster(8)
            }
        }

        @Test func aClusterOfAHundredListingsIsReviewed() async throws {
            try await review([(0..<100).map { "q\($0)" }, ["q100", "q101"]]) { page, _ in
                try await page.waitForCluster(1)
                #expect(try await page.number("document.querySelectorAll('#cluster .member').length") == 100)
                #expect(try await page.read("[data-member=q1] .unlike").contains("Colour blue"))
                let marks =
                    "[...document.querySelectorAll('[data-member=q1] mark')].map((mark) => mark.textContent).join()"
                #expect(try await page.text(marks) == "blue,1")
                try await page.keepPicture("review-hundred")
                // What it is held against is what is kept.
                try await page.click("[data-member=q1] .keep input")
                #expect(try await page.number("document.querySelectorAll('[data-member=q6] .unlike li').length") == 0)
                try await page.wait(
                    for: "document.querySelector('.evidence > button').textContent === 'Show all 500 pairs'")
                try await page.click(".evidence > button")
                try await page.wait(for: "document.querySelectorAll('.evidence > ul > li').length === 500")
                try await page.click("[data-member=q99] .belongs input")
                #expect(
                    try await page.read("#decide .told")
                        == "A duplicate keeps 2, and 98 others go. 1 listing taken out.")
                try await page.press("v")
                try await page.waitForCluster(2)
                try await page.waitUntilSaved()
                #expect(try await page.clusters.first?.ruling?.members?.count == 99)
            }
        }

        @Test func thePagesLeadToEachOther() async throws {
            try await visit(world: try ServiceWorld.market.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.click(".places a[href='/audits']")
                try await page.wait(toSee: "#overview h1")
                try await page.click(".places a[href='/']")
                try await page.wait(toSee: "#grid .card .title")
            }
        }
    }
}
