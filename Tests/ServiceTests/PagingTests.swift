import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct PagingTests {
    @Test func pagesShowEveryProductOnceWhateverIsWrittenInBetween() async throws {
        let world = try ServiceWorld()
        let server = try world.server()
        try await server.application.test(.router) { client in
            let first = try await client.ask(.get, "/v1/search?q=red+mug&view=t&limit=2")
            let whole = try await client.ask(.get, "/v1/search?q=red+mug&view=t&limit=50").ids
            var (seen, next) = (try first.ids, try first.object["next"] as? String)
            var number = 0
            while let page = next {
                // Would be found first by a question asked now.
                number += 1
                _ = try await client.ask(.put, "/v1/products/new\(number)", #"{"title":"red mug"}"#)
                let reply = try await client.ask(.get, "/v1/search?q=red+mug&view=t&limit=2&page=\(page)")
                seen += try reply.ids
                next = try reply.object["next"] as? String
            }
            #expect(Set(seen) == Set(whole) && seen.count == whole.count)
            #expect(try await client.ask(.get, "/v1/search?q=red+mug&view=t&limit=3").ids.contains("new1"))
        }
    }

    @Test func relatedProductsAreTurnedTooAndJSONTakesAPage() async throws {
        let server = try ServiceWorld.shared.get().server()
        try await server.application.test(.router) { client in
            let first = try await client.ask(.get, "/v1/products/p0/similar?limit=1")
            if let page = try first.object["next"] as? String {
                let second = try await client.ask(.get, "/v1/products/p0/similar?limit=1&page=\(page)")
                #expect(try second.ids.count == 1 && second.ids != first.ids)
            }
            let json = try await client.ask(.post, "/v1/search", #"{"text":"mug","view":"t","limit":3}"#)
            let page = try #require(try json.object["next"] as? String)
            let next = try await client.ask(
                .post, "/v1/search", #"{"text":"mug","view":"t","limit":3,"page":"\#(page)"}"#)
            #expect(Set(try next.ids).isDisjoint(with: try json.ids))
        }
    }

    @Test func aPageThatNobodyGaveIsRefused() async throws {
        let server = try ServiceWorld.shared.get().server()
        try await server.application.test(.router) { client in
            let first = try await client.ask(.get, "/v1/search?q=mug&view=t&limit=2")
            let page = try #require(try first.object["next"] as? String)
            for (query, status, problem) in [
                ("q=mug&view=t&limit=2&page=x", 400, "bad-page"),
                ("q=mug&view=t&limit=2&page=1.2.3.4", 400, "bad-page"),
                ("q=mug&view=t&limit=2&page=1.2.ffffffffff.4.5", 400, "bad-page"),
                ("q=bowl&view=t&limit=2&page=\(page)", 400, "bad-page"),
                ("q=mug&view=t&limit=2&offset=2&page=\(page)", 400, "bad-field"),
                ("q=mug&view=t&limit=2&page=\(Self.tooLong(page))", 400, "bad-page"),
                ("q=mug&view=t&limit=2&page=\(Self.elsewhere(page))", 410, "expired-page"),
            ] {
                let reply = try await client.ask(.get, "/v1/search?\(query)")
                #expect(reply.status == status && reply.problem == problem, "\(query): \(reply.text)")
            }
        }
    }

    /// The page with more digits in its first part than a number has, whatever it begins with.
    private static func tooLong(_ page: String) -> String { String(repeating: "1", count: 16) + page }

    /// The same page of another process.
    private static func elsewhere(_ page: String) -> String {
        let parts = page.split(separator: ".")
        return (["1"] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
}
