import Testing

extension BrowserTests {
    /// What everybody sees or hears, on any screen.
    @Suite struct Looks {
        private static let places = [
            "/", "/?q=red+mug", "/?q=red+mug&look=q0",
            "/?q=red+mug&product=q3&less=q1&less=q2&seller=Shop+0&range=20-50",
            "/?q=red+mug&category=Boats",
        ]

        private func visitEach(_ body: @escaping (BrowserPage, _ place: Int) async throws -> Void) async throws {
            try await visit(world: try ServiceWorld.shop.get()) { page, _ in
                let root = try await page.text("location.origin")
                for (at, place) in Self.places.enumerated() {
                    try await page.open(root + place)
                    try await page.wait(for: "document.querySelector('#grid .card .title, #message h2')")
                    if place.contains("look=") {
                        try await page.wait(for: "document.querySelectorAll('#panel [role=tab] small').length === 4")
                    }
                    try await body(page, at)
                }
            }
        }

        @Test(arguments: [360, 320]) func aNarrowScreenIsNeverPushedSideways(width: Int) async throws {
            try await visitEach { page, at in
                try await page.resize(width: width, height: 760, finger: true)
                try await page.wait(for: "innerWidth === \(width)")
                #expect(
                    try await page.number("document.documentElement.scrollWidth") <= Double(width), "\(Self.places[at])"
                )
                #expect(
                    try await page.holds(
                        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.getElementById('panel'))"
                    ))
                if width == 360 { try await page.keepPicture("place\(at)-narrow-light") }
                // A sheet of a filter has to fit, too.
                guard try await page.holds("document.getElementById('menu-price')?.checkVisibility()"), at != 2 else {
                    return
                }
                try await page.click("#menu-price")
                try await page.wait(toSee: "[data-field=price] .sheet")
                #expect(
                    try await page.holds(
                        "(({ left, right, bottom }) => left >= 0 && right <= innerWidth && bottom <= innerHeight)(document.querySelector('[data-field=price] .sheet').getBoundingClientRect())"
                    ))
                if width == 360 { try await page.keepPicture("menu\(at)-narrow-light") }
            }
        }

        @Test(arguments: [false, true]) func everyTextStandsOutFromItsGround(dark: Bool) async throws {
            try await visitEach { page, at in
                try await page.prefer(dark: dark)
                try await page.wait(for: "matchMedia('(prefers-color-scheme: dark)').matches === \(dark)")
                try await page.keepPicture("place\(at)-wide-\(dark ? "dark" : "light")")
                #expect(try await page.faintTexts() == [], "\(Self.places[at])")
                if at == 0 {
                    // What is faint is found.
                    try await page.run("document.querySelector('h1').style.color = 'rgb(128 128 128 / 40%)'")
                    #expect(try await page.faintTexts().count == 1)
                }
                let paper = try await page.text("getComputedStyle(document.body).backgroundColor")
                #expect(paper == (dark ? "rgb(21, 22, 22)" : "rgb(250, 249, 246)"))
            }
        }

        @Test func everyControlHasANameAndThePageItsLandmarks() async throws {
            let controls: Set = [
                "button", "link", "textbox", "searchbox", "checkbox", "radio", "slider", "spinbutton", "switch", "tab",
                "meter",
                "dialog", "image", "DisclosureTriangle", "list", "group", "region", "tabpanel", "navigation",
            ]
            try await visitEach { page, at in
                if try await page.holds("document.getElementById('menu-price')?.checkVisibility()"), at != 2 {
                    try await page.click("#menu-price")
                }
                let told = try await page.accessible()
                let unnamed = told.filter {
                    controls.contains($0.role) && $0.name.isEmpty && !["list", "group"].contains($0.role)
                }
                #expect(unnamed.map(\.role) == [], "\(Self.places[at])")
                // Behind an open dialog there is nothing to be told of.
                if at != 2 {
                    #expect(Set(["banner", "search", "main", "contentinfo"]).isSubset(of: Set(told.map(\.role))))
                } else {
                    #expect(told.contains { $0.role == "dialog" && $0.name == "red mug number 0" })
                }
            }
        }

        @Test func nothingMovesForThoseWhoDoNotWantIt() async throws {
            try await visit { page, live in
                try await page.wait(toSee: "#grid .card .title")
                let busy = try await Occupied(live.server)
                let running = "document.getAnimations().filter((one) => one.playState === 'running').length"
                try await page.click("#words")
                try await page.type("red mug")
                try await page.press("Enter")
                try await page.wait(toSee: "#grid .waiting")
                #expect(try await page.number(running) > 0)
                try await page.prefer(lessMotion: true)
                try await page.wait(for: "matchMedia('(prefers-reduced-motion: reduce)').matches")
                #expect(try await page.number(running) == 0)
                try await busy.letGo()
                try await page.wait(toSee: "[data-product=p0]")
            }
        }

        @Test func whatIsReadStaysWhereItIsWhileTheRestArrives() async throws {
            try await visit("/?q=red+mug", world: try ServiceWorld.shop.get()) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.wait(for: "document.querySelectorAll('.plate.ready').length > 4")
                let shift = try await page.value(
                    """
                    new Promise((done) => new PerformanceObserver((list) =>
                      done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
                    ).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 300))
                    """, as: Double.self)
                // A tenth is what counts as good.
                #expect(try #require(shift) < 0.1)
            }
        }

        @Test func thePolicyStopsAProgramThatIsNotThePagesOwn() async throws {
            try await visit(complains: true) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.run(
                    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hit = 1' }))"
                )
                #expect(!(try await page.holds("window.hit")))
                try await page.wait(for: "true")
                #expect(page.complaints.contains { $0.contains("Content Security Policy") })
            }
        }
    }
}
