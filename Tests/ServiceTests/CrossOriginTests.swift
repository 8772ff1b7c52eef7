import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct CrossOriginTests {
    private func settings(_ origins: AllowedOrigins) -> ServiceSettings {
        var settings = ServiceSettings()
        settings.origins = origins
        settings.keys = [.sample("a", "a", .read)]
        return settings
    }

    private func preflight(_ origin: String, _ method: String = "POST") -> HTTPFields {
        [.origin: origin, .accessControlRequestMethod: method]
    }

    @Test func aListedOriginMayAskAndReadAndAnotherMayNot() async throws {
        let server = try ServiceWorld.shared.get().server(settings(.these(["https://shop.example"])))
        try await server.application.test(.router) { client in
            let asked = try await client.ask(.options, "/v1/search", headers: preflight("https://shop.example"))
            #expect(asked.status == 204 && asked.text.isEmpty)
            let headers = asked.response.headers
            #expect(headers[.accessControlAllowOrigin] == "https://shop.example")
            #expect(headers[.accessControlAllowMethods] == "GET, POST, HEAD")
            #expect(headers[.accessControlAllowHeaders]?.contains("Authorization, Content-Type") == true)
            #expect(headers[.accessControlMaxAge] == "7200" && headers[.vary] == "Origin")
            #expect(headers[.accessControlAllowCredentials] == "true" && headers[.requestID] != nil)
            // A refusal can be read as well as an answer.
            for (uri, status) in [("/healthz", 200), ("/v1/search?q=a", 401), ("/nowhere", 404)] {
                let reply = try await client.ask(.get, uri, headers: [.origin: "https://shop.example"])
                #expect(reply.status == status)
                #expect(reply.response.headers[.accessControlAllowOrigin] == "https://shop.example")
                #expect(reply.response.headers[.accessControlExposeHeaders]?.contains("Retry-After") == true)
                #expect(reply.response.headers[.resourcePolicy] == "cross-origin")
            }
            let others = [
                "https://evil.example", "http://shop.example", "https://shop.example.evil.example", "null",
                "https://shop.example:444", "HTTPS://SHOP.EXAMPLE", "",
            ]
            for origin in others {
                let reply = try await client.ask(.get, "/healthz", headers: [.origin: origin])
                #expect(reply.response.headers[.accessControlAllowOrigin] == nil, "\(origin)")
                #expect(reply.response.headers[.vary] == "Origin")
                #expect(reply.response.headers[.resourcePolicy] == "same-origin")
                #expect(try await client.ask(.options, "/v1/search", headers: preflight(origin)).status == 405)
            }
            #expect(try await client.ask(.get, "/healthz").response.headers[.vary] == "Origin")
        }
    }

    @Test func anyOriginMayReadButNeverWithCredentials() async throws {
        try await ServiceWorld.shared.get().server(settings(.any)).application.test(.router) { client in
            for (method, uri) in [(HTTPRequest.Method.get, "/healthz"), (.options, "/v1/products/x")] {
                let headers = try await client.ask(method, uri, headers: preflight("https://a.example", "PUT")).response
                    .headers
                #expect(headers[.accessControlAllowOrigin] == "*")
                #expect(headers[.accessControlAllowCredentials] == nil && headers[.vary] == nil)
            }
        }
    }

    @Test func withoutOriginsNothingIsSaidOfThem() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.get, "/healthz", headers: [.origin: "https://a.example"])
            #expect(reply.response.headers[.accessControlAllowOrigin] == nil && reply.response.headers[.vary] == nil)
            #expect(try await client.ask(.options, "/v1/search", headers: preflight("https://a.example")).status == 405)
        }
    }

    @Test func whatAsksBeforehandForAnAddressThatIsNoneIsToldSo() async throws {
        let server = try ServiceWorld.shared.get().server(settings(.these(["https://shop.example"])))
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.options, "/nowhere", headers: preflight("https://shop.example"))
            #expect(reply.status == 404 && reply.problem == "not-found")
        }
    }

    @Test(arguments: ["https://shop.example", "http://localhost:3000", "http://[::1]:8080", "https://a-b.c.example:1"])
    func anOriginIsKnown(text: String) { #expect(AllowedOrigins.isOrigin(text)) }

    @Test(arguments: [
        "shop.example", "https://shop.example/", "https://Shop.example", "https://shop.example:443", "http://a:80",
        "https://a:0", "https://a:99999", "ftp://a", "null", "https://", "https://a b", "https://*.shop.example", "",
    ])
    func whatBrowsersNeverSendIsNone(text: String) { #expect(!AllowedOrigins.isOrigin(text)) }
}
