import Catalog
import Foundation
import HTTPTypes
import HummingbirdTesting
import Records
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(10))) struct IdempotencyTests {
    private let world: ServiceWorld
    private let server: SameStyleServer
    private static let lines = "application/x-ndjson"

    init() throws {
        world = try ServiceWorld()
        server = try world.server()
    }

    private func headers(_ key: String, access: String? = nil) throws -> HTTPFields {
        var headers: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): key]
        if let access { headers[try #require(HTTPField.Name("X-API-Key"))] = access }
        return headers
    }

    private func isAgain(_ reply: Reply) -> Bool {
        HTTPField.Name("Idempotency-Replayed").flatMap { reply.response.headers[$0] } == "true"
    }

    @Test func aWriteWithAKeyIsDoneOnceAndAnsweredTheSame() async throws {
        try await server.application.test(.router) { client in
            let cases: [(HTTPRequest.Method, String, String?, String, Int)] = [
                (.put, "/v1/products/n1", #"{"title":"violet vase"}"#, "application/json", 201),
                (.post, "/v1/products", "{\"id\":\"n2\",\"title\":\"t\"}\n{\"id\":\"n3\"}\n", Self.lines, 200),
                (.post, "/v1/clicks", "{\"session\":\"s\",\"product\":\"p1\"}\n{}\n", Self.lines, 200),
                (.delete, "/v1/products/p0", nil, "", 204),
            ]
            for (at, (method, path, body, type, status)) in cases.enumerated() {
                let headers = try headers("key-\(at)")
                let first = try await client.ask(method, path, body, type: type, headers: headers)
                #expect(first.status == status && !isAgain(first), "\(first.text)")
                let revision = try world.store.revision()
                let again = try await client.ask(method, path, body, type: type, headers: headers)
                #expect(again.status == status && again.text == first.text && isAgain(again), "\(again.text)")
                #expect(again.response.headers[.contentType] == first.response.headers[.contentType])
                #expect(try world.store.revision() == revision)
            }
            #expect(try world.store.clickCount() == 1)
            // What happened since is not undone by an old request that comes late.
            #expect(try await client.ask(.put, "/v1/products/n1", #"{"title":"blue vase"}"#).status == 200)
            let late = try await client.ask(
                .put, "/v1/products/n1", #"{"title":"violet vase"}"#, headers: try headers("key-0"))
            #expect(late.status == 201 && late.text == #"{"id":"n1","outcome":"imported","indexed":true}"#)
            #expect(try world.store.product(SearchRequest.id("n1"))?.product.title == "blue vase")
        }
    }

    @Test func itIsTheSameForAServerThatStartsAgain() async throws {
        let (headers, body) = (try headers("k"), #"{"title":"violet vase"}"#)
        for isAgain in [false, true] {
            try await world.server().application.test(.router) { client in
                let reply = try await client.ask(.put, "/v1/products/n1", body, headers: headers)
                #expect(reply.status == 201 && self.isAgain(reply) == isAgain)
            }
        }
    }

    @Test func withoutAnIndexTheKeptAnswerSaysSoToo() async throws {
        try await ServiceWorld(publishing: false).server().application.test(.router) { client in
            for _ in 0..<2 {
                let reply = try await client.ask(.put, "/v1/products/n1", #"{"title":"t"}"#, headers: try headers("k"))
                #expect(reply.text == #"{"id":"n1","outcome":"imported","indexed":false}"#)
            }
        }
    }

    @Test func aKeyBelongsToOneRequest() async throws {
        try await server.application.test(.router) { client in
            let headers = try headers("k")
            #expect(try await client.ask(.put, "/v1/products/n1", #"{"title":"a"}"#, headers: headers).status == 201)
            let others = [
                try await client.ask(.put, "/v1/products/n1", #"{"title":"b"}"#, headers: headers),
                try await client.ask(.put, "/v1/products/n2", #"{"title":"a"}"#, headers: headers),
                try await client.ask(.delete, "/v1/products/n1", headers: headers),
            ]
            for other in others { #expect(other.status == 422 && other.problem == "key-reused", "\(other.text)") }
            #expect(try world.store.product(SearchRequest.id("n1"))?.product.title == "a")
        }
    }

    @Test func whatWasRefusedMayBeSentAgainUnderItsKey() async throws {
        try await server.application.test(.router) { client in
            let headers = try headers("k")
            #expect(try await client.ask(.delete, "/v1/products/n1", headers: headers).status == 404)
            #expect(try await client.ask(.put, "/v1/products/n1", #"{"titel":"a"}"#, headers: headers).status == 400)
            #expect(try await client.ask(.put, "/v1/products/n1", #"{"title":"a"}"#, headers: headers).status == 201)
        }
    }

    @Test(arguments: ["", "a b", "a\tb", "caf\u{E9}", String(repeating: "k", count: 256)])
    func aKeyThatIsNoneIsRefused(key: String) async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.delete, "/v1/products/p0", headers: try headers(key))
            #expect(reply.status == 400 && reply.detail.hasPrefix("Idempotency-Key: it has 1 to 255"), "\(reply.text)")
            #expect(try world.store.product(SearchRequest.id("p0")) != nil)
            let longest = try await client.ask(
                .delete, "/v1/products/p1", headers: try headers(String(repeating: "~", count: 255)))
            #expect(longest.status == 204)
        }
    }

    @Test func aRequestWhoseFirstIsStillWorkedOnIsToComeBack() async throws {
        let (gate, server) = (DispatchSemaphore(value: 0), server)
        // The one writer is held, so that the first request is certainly worked on.
        let busy = Task { try await server.writing.run { gate.wait() } }
        while server.writing.load != (0, 1) { try await Task.sleep(for: .milliseconds(1)) }
        try await server.application.test(.router) { client in
            let (headers, body) = (try headers("k"), #"{"title":"a"}"#)
            let first = Task { try await client.ask(.put, "/v1/products/n1", body, headers: headers) }
            while server.writing.load != (1, 1) { try await Task.sleep(for: .milliseconds(1)) }
            let second = try await client.ask(.put, "/v1/products/n1", body, headers: headers)
            #expect(second.status == 409 && second.problem == "key-in-use")
            #expect(second.response.headers[.retryAfter] == "1")
            gate.signal()
            try await busy.value
            #expect(try await first.value.status == 201)
            #expect(try await client.ask(.put, "/v1/products/n1", body, headers: headers).status == 201)
        }
    }

    @Test func twoWhoChooseTheSameKeyAreNotMixedUp() async throws {
        var settings = ServiceSettings()
        settings.keys = ["one", "two"].map {
            AccessKey(name: $0, hash: SHA256.hexadecimal(Array($0.utf8)), role: .write)
        }
        try await world.server(settings).application.test(.router) { client in
            for access in ["one", "two"] {
                let headers = try headers("k", access: access)
                let reply = try await client.ask(.put, "/v1/products/\(access)", #"{"title":"a"}"#, headers: headers)
                #expect(reply.status == 201 && !isAgain(reply), "\(reply.text)")
            }
        }
        #expect(try world.store.keptAnswer(owner: "two", key: "k", now: WriteKey.now)?.status == 201)
    }

    @Test func aDayLaterAKeyIsAsNew() async throws {
        try await server.application.test(.router) { client in
            let (headers, body) = (try headers("k"), #"{"title":"a"}"#)
            let old = KeptAnswer(
                owner: "", key: "k", request: [1], status: 201, type: nil, body: [],
                time: WriteKey.now - KeptAnswer.lifetime - 1)
            _ = try world.store.upsert([]) { _ in old }
            let reply = try await client.ask(.put, "/v1/products/n1", body, headers: headers)
            #expect(reply.status == 201 && !isAgain(reply), "\(reply.text)")
        }
    }
}
