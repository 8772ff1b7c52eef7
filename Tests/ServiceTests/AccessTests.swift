import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct AccessTests {
    private var guarded: ServiceSettings {
        var settings = ServiceSettings()
        settings.keys = AccessRole.allCases.map {
            AccessKey(name: $0.rawValue, hash: SHA256.hexadecimal(Array("the \($0) key".utf8)), role: $0)
        }
        return settings
    }

    private func bearer(_ key: String) -> HTTPFields { [.authorization: "Bearer \(key)"] }

    @Test(arguments: AccessRole.allCases)
    func aKeyAllowsWhatItsRoleAllows(role: AccessRole) async throws {
        try await ServiceWorld().server(guarded).application.test(.router) { client in
            for uri in ["/v1/search?q=mug", "/v1/products/p0/image", "/metrics"] {
                let reply = try await client.ask(.get, uri, headers: bearer("the \(role) key"))
                #expect(reply.status == 200)
            }
            let written = try await client.ask(
                .put, "/v1/products/n", #"{"title":"t"}"#, headers: bearer("the \(role) key"))
            #expect(written.status == (role == .read ? 403 : 201))
            if role == .read { #expect(written.problem == "role-too-low") }
        }
    }

    @Test func withoutAKnownKeyOnlyHealthAndThePageAreOpen() async throws {
        try await ServiceWorld().server(guarded).application.test(.router) { client in
            for uri in ["/", "/healthz", "/readyz", "/openapi.json"] {
                #expect(try await client.ask(.get, uri).status == 200)
            }
            for uri in ["/v1/search?q=a", "/v1/products", "/v1/products/p0", "/v1/products/p0/image", "/metrics"] {
                let reply = try await client.ask(.get, uri)
                #expect(reply.status == 401 && reply.problem == "no-key")
                #expect(reply.response.headers[.wwwAuthenticate] == "Bearer")
            }
            for fields in [bearer("other"), bearer(""), [.authorization: "Basic dGhlIHJlYWQga2V5"]] {
                #expect(try await client.ask(.get, "/v1/search?q=a", headers: fields).status == 401)
            }
            let name = try #require(HTTPField.Name("X-API-Key"))
            #expect(try await client.ask(.get, "/v1/search?q=a", headers: [name: "the read key"]).status == 200)
        }
    }

    @Test func theLogNamesTheKeyThatMayNotAndNeverShowsIt() async throws {
        let log = try KeptLog(.text, level: .warning)
        try await ServiceWorld.shared.get().server(guarded, log: log.handler).application.test(.router) { client in
            let mine: HTTPFields = [.authorization: "Bearer the read key", .requestID: "mine"]
            _ = try await client.ask(.put, "/v1/products/n", #"{"title":"t"}"#, headers: mine)
        }
        let said = "warning test: a key's role is too low"
        let line = try #require(try log.lines.first)
        #expect(try log.lines.count == 1)
        let fields = [said, "key=read", "needed=write", "request=mine", "route=/v1/products/{id}"]
        #expect(line.hasSuffix(fields.joined(separator: " ")))
    }

    @Test(arguments: ["0.0.0.0", "192.168.1.5", "::", "shop.example"])
    func anAddressThatOthersReachNeedsKeysOrAnExplicitWord(host: String) throws {
        let world = try ServiceWorld(publishing: false)
        var settings = ServiceSettings()
        settings.host = host
        #expect(throws: ServerError.openToAll(host: host)) { try world.server(settings) }
        settings.insecure = true
        #expect(throws: Never.self) { try world.server(settings) }
        (settings.insecure, settings.keys) = (false, guarded.keys)
        #expect(throws: Never.self) { try world.server(settings) }
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
    func thisMachineAloneNeedsNoKeys(host: String) throws {
        var settings = ServiceSettings()
        settings.host = host
        #expect(throws: Never.self) { try settings.check() }
    }

    @Test(arguments: [
        "127.evil.example", "127.a.b.example", "127.0.0.1.example", "127.0.0.256", "127.0.0", "127.0.0.1.",
        "127.0.0.+1", "127.0..1", "0127.0.0.1", "127.0.0.01", "126.0.0.1", "localhost.example", "::2", "",
    ])
    func whatOnlyLooksLikeThisMachineNeedsKeys(host: String) {
        var settings = ServiceSettings()
        settings.host = host
        #expect(throws: ServerError.openToAll(host: host)) { try settings.check() }
        #expect(!LoopbackHost.contains(authority: host))
        #expect(!LoopbackHost.contains(authority: "\(host):8080"))
    }

    @Test(arguments: ["localhost", "LocalHost:8080", "127.0.0.1", "127.1.2.3:1", "[::1]", "[::1]:8080", "localhost:"])
    func anAuthorityOfThisMachineIsKnown(authority: String) {
        #expect(LoopbackHost.contains(authority: authority))
    }

    @Test(arguments: [
        "shop.example", "shop.example:8080", "127.0.0.1.shop.example", "localhost:80.shop.example", "a@localhost",
        "::1", "[::1", "[::1].example", "[::2]", "[localhost]", "[127.0.0.1]", "127.0.0.1:8o",
    ])
    func anyOtherAuthorityIsNone(authority: String) {
        #expect(!LoopbackHost.contains(authority: authority))
    }
}
