import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct PageTests {
    private static let browser = "/usr/bin/chromium"

    @Test func thePageAndItsFilesAreServedWithTheirTypes() async throws {
        try await ServiceWorld().server().application.test(.router) { client in
            let page = try await client.ask(.get, "/")
            #expect(page.response.headers[.contentType] == "text/html; charset=utf-8")
            let named = page.text.matches(of: try Regex(#"/web/([a-z.-]+)"#)).compactMap { $0[0].substring }
            #expect(!named.isEmpty)
            for path in Set(named.map(String.init) + StaticFile.web.map { "/web/\($0.name)" }) {
                let reply = try await client.ask(.get, path)
                #expect(reply.status == 200, "\(path)")
                let suffix = path.split(separator: ".").last
                let type = reply.response.headers[.contentType] ?? ""
                #expect(type.contains(suffix == "js" ? "javascript" : suffix == "svg" ? "svg" : "css"))
                let tag = try #require(reply.response.headers[.eTag])
                #expect(try await client.ask(.get, path, headers: [.ifNoneMatch: tag]).status == 304)
            }
        }
    }

    @Test func everyFileOfTheFolderIsServed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Service/Web")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.standardizedFileURL.path)
        #expect(Set(files).subtracting(["index.html"]) == Set(StaticFile.web.map(\.name)))
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: browser), "there is no \(browser)"),
        .timeLimit(.minutes(10)))
    func aBrowserShowsTheResultsOfTheQuestionInTheAddress() async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        let dom = try await Self.dom(
            of: "http://127.0.0.1:\(try await live.port)/?q=red%20mug", showing: "data-product=", world.folder.url)
        let cards = dom.matches(of: try Regex(#"data-product="([^"]*)""#)).compactMap { $0[1].substring }
        #expect(cards.count >= 2, "\(dom.suffix(2000))")
        #expect(cards.contains("p0") && cards.contains("p1"))
        live.stop()
        try await live.stopped()
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: browser), "there is no \(browser)"),
        .timeLimit(.minutes(10)))
    func wordsToLeaveOutAloneAreNoQuestionAndThePageSaysSo() async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        let words = "A minus only leaves words out."
        let dom = try await Self.dom(
            of: "http://127.0.0.1:\(try await live.port)/?q=-red", showing: words, world.folder.url)
        #expect(dom.contains(words))
        #expect(dom.contains(#"data-state="welcome""#), "\(dom.suffix(2000))")
        live.stop()
        try await live.stopped()
    }

    /// What a page has become once its programs have run.
    ///
    /// On a machine with much to do the browser may give up before the answer has come; then it looks again.
    private static func dom(of address: String, showing expected: String, _ scratch: URL) async throws -> String {
        let output = scratch.appending(path: "dom.html").path
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--user-data-dir=\(scratch.appending(path: "browser").path)", "--virtual-time-budget=10000", "--dump-dom",
            address,
        ]
        var dom = ""
        for _ in 0..<5 where !dom.contains(expected) {
            try await Program.run(browser, arguments, output: output)
            dom = try String(contentsOfFile: output, encoding: .utf8)
        }
        return dom
    }
}
