import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct PageTests {
    private static let web = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Sources/Service/Web"
    ).standardizedFileURL

    @Test(arguments: ["/", "/audits"]) func aPageAndItsFilesAreServedWithTheirTypes(address: String) async throws {
        try await ServiceWorld().server().application.test(.router) { client in
            let page = try await client.ask(.get, address)
            #expect(page.response.headers[.contentType] == "text/html; charset=utf-8")
            let named = page.text.matches(of: try Regex(#"/web/([a-z./-]+)"#)).compactMap { $0[0].substring }
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
            #expect(try await client.ask(.get, "/web/audits.js").status == 404)
        }
    }

    @Test func everyFileOfTheFolderIsServed() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.web.path).filter { $0.contains(".") }
        #expect(Set(files).subtracting(["index.html", "audits/audits.html"]) == Set(StaticFile.web.map(\.name)))
    }

    @Test(arguments: ["page.js", "audits/audits.js"]) func aPageNamesEveryProgramItNeedsSoThatAllComeAtOnce(
        program: String
    ) throws {
        let page = program == "page.js" ? StaticFile.page : StaticFile.audits
        var (needed, open): (Set<String>, [String]) = ([], [program])
        while let next = open.popLast() {
            guard needed.insert(next).inserted else { continue }
            let text = try String(contentsOf: Self.web.appending(path: next), encoding: .utf8)
            let folder = Self.web.appending(path: next).deletingLastPathComponent()
            for found in text.matches(of: /from "(\.[^"]+)"/) {
                let file = folder.appending(path: String(found.1)).standardizedFileURL
                open.append(String(file.path.dropFirst(Self.web.path.count + 1)))
            }
        }
        let named = String(decoding: page.bytes, as: UTF8.self).matches(of: /"modulepreload" href="\/web\/([^"]+)"/)
        #expect(Set(named.map { String($0.1) }) == needed.subtracting([program]))
        #expect(needed.count > 10)
    }
}
