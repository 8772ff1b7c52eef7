import Foundation
import TestSupport
import Testing

@testable import Service

extension BrowserTests {
    @Suite struct Pictures {
        struct Box: Decodable {
            let x: Double
            let y: Double
            let width: Double
            let height: Double

            func isNear(_ other: (Double, Double, Double, Double)) -> Bool {
                zip([x, y, width, height], [other.0, other.1, other.2, other.3]).allSatisfy { abs($0 - $1) < 0.03 }
            }
        }

        /// A page that was searched with the picture of p1.
        private func visitWithPicture(
            _ address: String = "/", _ body: @escaping (BrowserPage, ScratchFolder) async throws -> Void
        ) async throws {
            let folder = try ScratchFolder()
            let file = try folder.write(ServiceWorld.png("p1"), to: "mine.png")
            try await visit(address) { page, _ in
                try await page.wait(for: "document.querySelector('#grid .card .title')")
                try await page.search { try await page.choose([file], in: "#file") }
                try await body(page, folder)
            }
        }

        @Test func aChosenPictureFindsItsProduct() async throws {
            try await visitWithPicture { page, _ in
                try await page.wait(toSee: ".frame")
                #expect(try await page.products.first == "p1")
                #expect(try await page.holds("window.searches.at(-1).image.bytes > 0"))
                #expect(try await page.read("#stage h2") == "Your picture")
                #expect(try await page.text("location.search") == "?with=picture")
            }
        }

        @Test func aPictureIsDroppedOnThePage() async throws {
            let folder = try ScratchFolder()
            let file = try folder.write(ServiceWorld.png("p2"), to: "mine.png")
            try await visit { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.search { try await page.drop([file]) }
                #expect(try await page.products.first == "p2")
                #expect(!(try await page.holds("document.body.classList.contains('dragging')")))
            }
        }

        @Test func aPictureIsPasted() async throws {
            try await visit { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.search { try await page.paste(png: ServiceWorld.png("p3")) }
                #expect(try await page.products.first == "p3")
            }
        }

        @Test func aFileThatIsNoPictureIsSaidAndSearchesNothing() async throws {
            let folder = try ScratchFolder()
            let file = try folder.write("no picture", to: "notes.png")
            try await visit("/?q=red+mug") { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                let count = try await page.searches
                try await page.choose([file], in: "#file")
                try await page.wait(for: "document.getElementById('note').textContent")
                #expect(try await page.read("#note").contains("not a picture that can be read"))
                #expect(try await page.searches == count)
                #expect(try await page.text("document.body.dataset.state") == "found")
            }
        }

        @Test func aBoxIsDrawnWithTheMouseMovedAndTakenAway() async throws {
            try await visitWithPicture { page, _ in
                try await page.search { try await page.drag(in: ".frame", from: (0.1, 0.2), to: (0.5, 0.8)) }
                let drawn = try #require(try await page.lastSearch("box", as: Box.self))
                #expect(drawn.isNear((0.1, 0.2, 0.4, 0.6)), "\(drawn)")
                try await page.keepPicture("picture-wide-light")
                try await page.search { try await page.drag(in: ".frame", from: (0.3, 0.5), to: (0.5, 0.6)) }
                let moved = try #require(try await page.lastSearch("box", as: Box.self))
                #expect(moved.isNear((0.3, 0.3, 0.4, 0.6)), "\(moved)")
                try await page.search { try await page.click(".whole") }
                #expect(try await page.lastSearch("box", as: Box.self) == nil)
                // The history has the box, though the address has not.
                try await page.search { try await page.run("history.back()") }
                #expect(try await page.lastSearch("box", as: Box.self)?.isNear((0.3, 0.3, 0.4, 0.6)) == true)
            }
        }

        @Test func aBoxIsDrawnWithAFinger() async throws {
            try await visitWithPicture { page, _ in
                try await page.resize(width: 390, height: 800, finger: true)
                try await page.search { try await page.swipe(in: ".frame", from: (0.2, 0.2), to: (0.8, 0.6)) }
                let box = try #require(try await page.lastSearch("box", as: Box.self))
                #expect(box.isNear((0.2, 0.2, 0.6, 0.4)), "\(box)")
                try await page.keepPicture("picture-narrow-light")
            }
        }

        @Test func aBoxIsMadeAndMovedWithTheKeyboardAlone() async throws {
            try await visitWithPicture { page, _ in
                try await page.run("document.querySelector('.part').focus()")
                try await page.search { try await page.press("Enter") }
                #expect(try await page.lastSearch("box", as: Box.self)?.isNear((0.25, 0.25, 0.5, 0.5)) == true)
                #expect(try await page.holds("document.activeElement.matches('.box')"))
                try await page.search {
                    try await page.press("ArrowRight", "ArrowRight", "ArrowDown")
                    try await page.press("ArrowLeft", "ArrowLeft", shift: true)
                }
                let box = try #require(try await page.lastSearch("box", as: Box.self))
                #expect(box.isNear((0.29, 0.27, 0.46, 0.5)), "\(box)")
                #expect(
                    try await page.text("document.activeElement.getAttribute('aria-label')")
                        == "Part that is searched: 46 % wide and 50 % high, 29 % from the left and 27 % from the top")
                try await page.search { try await page.press("Delete") }
                #expect(try await page.lastSearch("box", as: Box.self) == nil)
                #expect(try await page.holds("document.activeElement.matches('.part')"))
            }
        }

        @Test func wordsBesideAPictureAreWeighedOnAScale() async throws {
            try await visitWithPicture("/?q=bowl") { page, _ in
                #expect(try await page.lastSearch("text", as: String.self) == "bowl")
                #expect(try await page.lastSearch("weights", as: [String: Double].self) == nil)
                try await page.run("document.querySelector('.mix input').focus()")
                try await page.search { try await page.press("ArrowRight") }
                #expect(
                    try await page.lastSearch("weights", as: [String: Double].self) == ["text": 1.2, "image": 0.8])
                #expect(try await page.read(".mix .words") == "Words 60 %")
                #expect(try await page.text("location.search").contains("mix=60"))
            }
        }

        @Test func aPictureThatTheServiceRefusesIsSaidWithAWayOn() async throws {
            var settings = ServiceSettings()
            settings.pixelLimit = 100
            let folder = try ScratchFolder()
            let file = try folder.write(ServiceWorld.png("p1"), to: "mine.png")
            try await visit(settings: settings) { page, _ in
                try await page.wait(toSee: "#grid .card .title")
                try await page.search { try await page.choose([file], in: "#file") }
                try await page.wait(toSee: "#message h2")
                #expect(try await page.read("#message h2") == "This picture can't be searched with")
                #expect(try await page.read("#message .go") == "Choose another picture")
                try await page.keepPicture("state-refused-picture")
            }
        }
    }
}
