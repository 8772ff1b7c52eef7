import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct RateLimitTests {
    /// So slow that no test sees a second token.
    private func settings(_ burst: Int, keys: [AccessKey] = []) -> ServiceSettings {
        var settings = ServiceSettings()
        settings.rateLimit = RateLimit(perSecond: 0.0001, burst: burst)
        settings.keys = keys
        return settings
    }

    private func bearer(_ key: String) -> HTTPFields { [.authorization: "Bearer \(key)"] }

    @Test func whoAsksTooOftenIsToldWhenToComeBack() async throws {
        let server = try ServiceWorld.shared.get().server(settings(3))
        try await server.application.test(.router) { client in
            for left in [2, 1, 0] {
                let reply = try await client.ask(.get, "/v1/search?q=mug")
                #expect(reply.status == 200)
                #expect(reply.response.headers[.rateLimit] == "3")
                #expect(reply.response.headers[.rateRemaining] == "\(left)")
            }
            let refused = try await client.ask(.get, "/v1/products/p0")
            #expect(refused.status == 429 && refused.problem == "too-many-requests")
            #expect(refused.detail.hasPrefix("0.0001 a second and 3 at once are allowed here; ask again in "))
            let wait = try #require(refused.response.headers[.retryAfter].flatMap { Int($0) })
            #expect((9000...10_000).contains(wait))
            #expect(refused.response.headers[.rateRemaining] == "0")
            // An answer that is a problem counts and says so as well.
            #expect(try await client.ask(.get, "/v1/search?limit=x").status == 429)
        }
        #expect(server.metrics.registry.text.contains("samestyle_rate_limited_total 2\n"))
    }

    @Test func probesMetricsAndThePageAreNotCounted() async throws {
        try await ServiceWorld.shared.get().server(settings(1)).application.test(.router) { client in
            _ = try await client.ask(.get, "/v1/search?q=mug")
            for uri in ["/healthz", "/readyz", "/metrics", "/", "/web/page.js", "/openapi.json", "/healthz"] {
                let reply = try await client.ask(.get, uri)
                #expect(reply.status == 200 && reply.response.headers[.rateLimit] == nil)
            }
            #expect(try await client.ask(.get, "/v1/search?q=mug").status == 429)
        }
    }

    @Test func eachKeyHasItsOwnLimitAndMayHaveAnotherOne() async throws {
        var large = AccessKey.sample("large", "l", .read)
        (large.rate, large.burst) = (0.0001, 4)
        var free = AccessKey.sample("free", "f", .read)
        free.rate = 0
        let keys = [.sample("a", "a", .read), .sample("b", "b", .read), large, free]
        try await ServiceWorld.shared.get().server(settings(2, keys: keys)).application.test(.router) { client in
            for (key, count) in [("a", 2), ("b", 2), ("l", 4), ("f", 6), ("a", 0)] {
                var passed = 0
                for _ in 0..<6 {
                    let reply = try await client.ask(.get, "/v1/products/p0", headers: bearer(key))
                    if reply.status == 200 { passed += 1 }
                }
                #expect(passed == count, "\(key)")
            }
        }
    }

    @Test func whoTriesKeysIsHeldUp() async throws {
        let keys = [AccessKey.sample("a", "a", .read)]
        try await ServiceWorld.shared.get().server(settings(3, keys: keys)).application.test(.router) { client in
            var statuses: [Int] = []
            for guess in 0..<5 {
                statuses.append(try await client.ask(.get, "/v1/products/p0", headers: bearer("\(guess)")).status)
            }
            #expect(statuses == [401, 401, 401, 429, 429])
            #expect(try await client.ask(.get, "/v1/products/p0", headers: bearer("a")).status == 200)
        }
    }

    @Test func withoutALimitNothingIsSaidOfOne() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            for _ in 0..<50 {
                let reply = try await client.ask(.get, "/v1/products/p0")
                #expect(reply.status == 200 && reply.response.headers[.rateLimit] == nil)
            }
        }
    }
}
