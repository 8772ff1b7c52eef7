import Testing

extension BrowserTests {
    /// What every reviewer sees or hears, on any screen.
    @Suite struct ReviewLooks {
        /// What follows the audit in the address, and what is there once all has come.
        private static let places = [
            ("&cluster=1&state=all", "#cluster .member"), ("&state=all&cluster=2", "#cluster .member"),
            ("&cluster=3&state=all", "#cluster .member"), ("", "#rows .row[data-cluster]"),
            ("&q=nowhere", "#cluster .finished"),
        ]
        private static let clusters = [["q0", "q20"], ["q1", "q21", "q41", "p1"], (0..<12).map { "q\($0)" }]

        private func visitEach(_ body: (BrowserPage, _ place: Int) async throws -> Void) async throws {
            try await review(Self.clusters, decided: [2]) { page, _ in
                let audit = try await page.text("location.href").split(separator: "&").first.map(String.init) ?? ""
                for (at, (query, sign)) in Self.places.enumerated() {
                    try await page.open(audit + query)
                    try await page.wait(toSee: sign)
                    try await body(page, at)
                }
                try await page.open(try await page.text("location.origin") + "/audits")
                try await page.wait(toSee: "#grid .audit")
                try await body(page, Self.places.count)
            }
        }

        @Test(arguments: [360, 320]) func aNarrowScreenIsNeverPushedSideways(width: Int) async throws {
            try await visitEach { page, at in
                try await page.resize(width: width, height: 760, finger: true)
                try await page.wait(for: "innerWidth === \(width)")
                #expect(
                    try await page.number("document.documentElement.scrollWidth") <= Double(width), "place \(at)")
                if width == 360 { try await page.keepPicture("audits\(at)-narrow-light") }
            }
        }

        @Test func onAPhoneTheListLeadsToAClusterAndBack() async throws {
            try await review { page, _ in
                try await page.resize(width: 360, height: 760, finger: true)
                // Not anew where it is: whether the address has a cluster by now is chance.
                try await page.open(try await page.text("location.origin") + "/audits")
                try await page.click("#grid .audit .go")
                try await page.wait(toSee: "#rows .row[data-cluster]")
                #expect(!(try await page.holds("document.getElementById('cluster').checkVisibility()")))
                try await page.keepPicture("review-phone-list")
                try await page.click("[data-cluster='2'] .open")
                try await page.waitForCluster(2)
                #expect(!(try await page.holds("document.getElementById('queue').checkVisibility()")))
                try await page.keepPicture("review-phone-cluster")
                try await page.click("#decide [data-verdict=duplicate]")
                try await page.waitForCluster(3)
                try await page.click(".top .back")
                try await page.wait(toSee: "#rows .row[data-cluster='3']")
                #expect(try await page.read("#done") == "1 of 12 decided")
            }
        }

        @Test(arguments: [false, true]) func everyTextStandsOutFromItsGround(dark: Bool) async throws {
            try await visitEach { page, at in
                try await page.prefer(dark: dark)
                try await page.wait(for: "matchMedia('(prefers-color-scheme: dark)').matches === \(dark)")
                try await page.keepPicture("audits\(at)-wide-\(dark ? "dark" : "light")")
                #expect(try await page.faintTexts() == [], "place \(at)")
            }
        }

        @Test func everyControlHasANameAndThePageItsLandmarks() async throws {
            let controls: Set = [
                "button", "link", "textbox", "searchbox", "checkbox", "radio", "spinbutton", "progressbar", "meter",
                "dialog", "image", "DisclosureTriangle", "region", "navigation", "table", "rowheader", "article",
            ]
            try await visitEach { page, at in
                let told = try await page.accessible()
                let unnamed = told.filter { controls.contains($0.role) && $0.name.isEmpty }
                #expect(unnamed.map(\.role) == [], "place \(at)")
                #expect(Set(["banner", "main", "contentinfo", "navigation"]).isSubset(of: Set(told.map(\.role))))
                if at == 0 {
                    #expect(told.contains { $0.role == "radio" && $0.name == "Keep 2: red mug number 20" })
                    #expect(
                        told.contains {
                            $0.role == "heading" && $0.name.hasPrefix("Cluster 1: 2 listings")
                                && $0.name.hasSuffix(" 99 % sure")
                        })
                }
            }
        }

        @Test func aReviewNeedsNoPointer() async throws {
            try await review { page, _ in
                try await page.waitForCluster(1)
                try await page.run("document.body.focus()")
                try await page.press("Tab")
                #expect(try await page.read(":focus") == "Skip to the cluster")
                try await page.press("Enter")
                #expect(try await page.holds("document.activeElement.id === 'cluster-title'"))
                try await page.press("?")
                try await page.wait(toSee: "#keys h2")
                try await page.keepPicture("review-keys")
                // Under the help nothing is decided.
                try await page.press("d", "Escape")
                try await page.wait(for: "!document.getElementById('keys').open")
                try await page.press("z")
                try await page.wait(toSee: "#zoom figure")
                try await page.press("+", "ArrowRight")
                #expect(try await page.read("#zoom output") == "140 %")
                try await page.keepPicture("review-zoom")
                try await page.press("Escape")
                try await page.wait(for: "!document.getElementById('zoom').open")
                // Letters in a field stay letters.
                try await page.press("/")
                try await page.type("d")
                try await page.press("x")
                #expect(try await page.text("document.getElementById('words').value") == "dx")
                // Chromium empties a search field by it.
                try await page.press("Escape")
                #expect(try await page.holds("document.activeElement.id === 'found'"))
                #expect(try await page.decisions == [:])
                // The list is walked with arrows, and its rows selected with the space bar.
                try await page.run("document.querySelector('#rows .open').focus()")
                try await page.press("ArrowDown", " ")
                #expect(try await page.read("#decide .told") == "1 cluster selected")
                try await page.press("Escape", "Enter")
                try await page.waitForCluster(2)
            }
        }

        @Test func nothingMovesForThoseWhoDoNotWantIt() async throws {
            try await review { page, _ in
                // What moves when the wish is told moves to its end: the page is loaded anew.
                try await page.prefer(lessMotion: true)
                try await page.reload()
                try await page.waitForCluster(1)
                try await page.press("j")
                try await page.waitForCluster(2)
                #expect(
                    try await page.number(
                        "document.getAnimations().filter((one) => one.playState === 'running').length") == 0)
            }
        }
    }
}
