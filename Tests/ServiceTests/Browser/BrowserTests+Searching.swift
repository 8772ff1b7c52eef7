import Testing

extension BrowserTests {
    @Suite struct Searching {
        @Test func theAddressHoldsAQuestionAndThePageShowsItsResults() async throws {
            try await visit("/?q=red%20mug") { page, _ in
                try await page.wait(toSee: "[data-product=p0]")
                try await page.wait(toSee: "[data-product=p1]")
                #expect(try await page.text("document.title") == "red mug · SameStyle")
            }
        }

        @Test func wordsToLeaveOutAloneAreNoQuestionAndThePageSaysSo() async throws {
            try await visit("/?q=-red") { page, _ in
                try await page.wait(for: "document.getElementById('note').textContent")
                #expect(try await page.read("#note").contains("A minus only leaves words out."))
                #expect(try await page.text("document.body.dataset.state") == "welcome")
            }
        }
    }
}
