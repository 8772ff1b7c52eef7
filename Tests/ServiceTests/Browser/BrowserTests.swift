import Foundation
import TestSupport
import Testing

@testable import Service

/// The page in a real browser. One test after the other: each browser wants a core for itself.
@Suite(.serialized, .browserIsInstalled, .browser, .timeLimit(.minutes(10))) enum BrowserTests {
    /// A page at an address of a server of this world, both for one test; once it is over, the browser must not have
    /// complained.
    static func visit(
        _ address: String = "/", world: ServiceWorld? = nil, settings: ServiceSettings = ServiceSettings(),
        complains: Bool = false,
        _ body: (BrowserPage, LiveServer) async throws -> Void
    ) async throws {
        var settings = settings
        // A debug build on a loaded machine is slow; nobody is turned away for that.
        settings.answerMilliseconds = 600_000
        let live = try LiveServer(try world ?? ServiceWorld.shared.get(), settings)
        let page = try await #require(Browser.current).page()
        do {
            try await page.open("http://127.0.0.1:\(try await live.port)\(address)")
            try await body(page, live)
        } catch {
            live.stop()
            throw error
        }
        #expect(page.complaints.isEmpty || complains)
        try await page.ask("Page.close")
        live.stop()
        try await live.stopped()
    }
}
