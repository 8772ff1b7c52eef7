import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct PageTests {
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

    @Test func thePageNamesEveryProgramSoThatAllComeAtOnce() throws {
        let page = String(decoding: StaticFile.page.bytes, as: UTF8.self)
        for file in StaticFile.web where file.name.hasSuffix(".js") && file.name != "page.js" {
            #expect(page.contains(#"<link rel="modulepreload" href="/web/\#(file.name)">"#), "\(file.name)")
        }
    }
}
