import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct RequestNameTests {
    @Test(arguments: ["/healthz", "/", "/v1/search?q=mug", "/nowhere", "/v1/products/zz", "/v1/search?limit=x"])
    func everyAnswerHasTheNameThatTheClientGave(uri: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            for given in ["a", "A-1_b.c", String(repeating: "z", count: 128)] {
                let reply = try await client.ask(.get, uri, headers: [.requestID: given])
                #expect(reply.response.headers[.requestID] == given)
                #expect(reply.status == 200 || reply.text.contains(#""instance":"urn:samestyle:request:\#(given)""#))
            }
        }
    }

    @Test(arguments: ["", "a b", "a\"b", "ä", "a/b", String(repeating: "z", count: 129), "<script>", "a,b"])
    func aNameThatIsNotWellFormedIsReplaced(given: String) async throws {
        #expect(!RequestName.isWellFormed(given))
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            var names: Set<String> = []
            for uri in ["/healthz", "/nowhere", "/healthz"] {
                let headers: HTTPFields = given.utf8.allSatisfy { $0 < 0x80 } ? [.requestID: given] : [:]
                let name = try #require(try await client.ask(.get, uri, headers: headers).response.headers[.requestID])
                #expect(name != given && RequestName.isWellFormed(name))
                names.insert(name)
            }
            #expect(names.count == 3)
        }
    }

    @Test func theLogHasALineForEachRequestAndNothingThatItAsked() async throws {
        let log = try KeptLog(.json)
        var settings = ServiceSettings()
        settings.keys = [.sample("shop", "the secret key", .write)]
        let bearer = "Bearer the secret key"
        try await ServiceWorld().server(settings, log: log.handler).application.test(.router) { client in
            _ = try await client.ask(
                .get, "/v1/search?q=private+words", headers: [.authorization: bearer, .requestID: "mine"])
            _ = try await client.ask(
                .put, "/v1/products/private-id", #"{"title":"private words"}"#, headers: [.authorization: bearer])
            _ = try await client.ask(.get, "/private-path?q=private", headers: [.requestID: "private name"])
            _ = try await client.ask(HTTPRequest.Method("PRIVATE") ?? .get, "/healthz")
            _ = try await client.ask(.get, "/v1/search?q=a", headers: [.authorization: "Bearer private key"])
        }
        let lines = try log.objects.filter { $0["message"] as? String == "answered" }
        #expect(
            lines.map { $0["route"] as? String } == [
                "/v1/search", "/v1/products/{id}", "NotFound", "NotFound", "/v1/search",
            ])
        #expect(lines.map { $0["status"] as? Int } == [200, 201, 404, 405, 401])
        #expect(lines.map { $0["method"] as? String } == ["GET", "PUT", "GET", "other", "GET"])
        #expect(lines.map { $0["key"] as? String } == ["shop", "shop", nil, nil, nil])
        #expect(lines.first?["request"] as? String == "mine")
        for line in lines {
            #expect((line["ms"] as? Double ?? -1) >= 0 && (line["bytes"] as? Int ?? 0) > 10)
            #expect((line["request"] as? String).map(RequestName.isWellFormed) == true)
        }
        #expect(try !log.text.lowercased().contains("private") && !log.text.contains("secret"))
    }

    @Test func aLineOfAnotherPlaceHasTheNameToo() async throws {
        let log = try KeptLog(.json)
        var settings = ServiceSettings()
        settings.keys = [.sample("shop", "k", .read)]
        try await ServiceWorld.shared.get().server(settings, log: log.handler).application.test(.router) { client in
            _ = try await client.ask(
                .put, "/v1/products/n", #"{"title":"t"}"#, headers: [.authorization: "Bearer k", .requestID: "mine"])
        }
        let warning = try #require(try log.objects.first { $0["level"] as? String == "warning" })
        #expect(warning["request"] as? String == "mine" && warning["key"] as? String == "shop")
    }

    @Test func aboveInfoRequestsAreNotLogged() async throws {
        let log = try KeptLog(.text, level: .notice)
        try await ServiceWorld.shared.get().server(log: log.handler).application.test(.router) { client in
            _ = try await client.ask(.get, "/healthz")
        }
        #expect(try log.text.isEmpty)
    }
}

extension AccessKey {
    static func sample(_ name: String, _ key: String, _ role: AccessRole) -> AccessKey {
        AccessKey(name: name, hash: SHA256.hexadecimal(Array(key.utf8)), role: role)
    }
}
