import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pictures
import Records
import Testing

@testable import Service

@Suite struct WriteTests {
    private let world: ServiceWorld
    private let server: SameStyleServer

    init() throws {
        world = try ServiceWorld()
        server = try world.server()
    }

    private func base64(_ id: String) -> String { Data(ServiceWorld.png(id)).base64EncodedString() }

    @Test func aStoredProductIsFoundWhenItIsAnsweredAndStaysSoOverANewIndex() async throws {
        try await server.application.test(.router) { client in
            let body = #"{"title":"violet vase","price":3,"attributes":{"colour":"violet"},"image":"\#(base64("p3"))"}"#
            let stored = try await client.ask(.put, "/v1/products/a%2Fb", body)
            #expect(stored.status == 201)
            #expect(stored.text == #"{"id":"a/b","outcome":"imported","indexed":true}"#)
            let picture = try await client.ask(.get, "/v1/products/a%2Fb/image")
            #expect(Array(buffer: picture.response.body) == ServiceWorld.png("p3"))
            #expect(try await client.ask(.get, "/v1/search?q=violet+vase").ids.first == "a/b")
            #expect(try await client.ask(.get, "/v1/products/a%2Fb/similar").status == 200)
            #expect(try await client.ask(.get, "/v1/search?q=vase&filter=colour%3Dviolet").ids == ["a/b"])
            try world.publish()
            server.index.look()
            #expect(try await client.ask(.get, "/v1/search?q=violet+vase").ids.first == "a/b")
            let again = try await client.ask(.put, "/v1/products/a%2Fb", body)
            #expect(again.status == 200)
            #expect(again.text == #"{"id":"a/b","outcome":"unchanged","indexed":true}"#)
            #expect(try await client.ask(.delete, "/v1/products/a%2Fb").status == 204)
            #expect(try await !client.ask(.get, "/v1/search?q=violet+vase").ids.contains("a/b"))
        }
    }

    @Test func aPictureStaysUnlessItIsGivenOrRemoved() async throws {
        let id = try #require(ProductID("p0"))
        try await server.application.test(.router) { client in
            let before = try #require(try world.store.product(id))
            #expect(try await client.ask(.put, "/v1/products/p0", #"{"title":"new words"}"#).status == 200)
            let after = try #require(try world.store.product(id))
            #expect(after.picture == before.picture && after.product.images == before.product.images)
            #expect(after.product.style == "secret-style" && after.product.title == "new words")
            let kept = #"{"id":"p0","title":"b","image":"/v1/products/p0/image"}"#
            #expect(try await client.ask(.put, "/v1/products/p0", kept).status == 200)
            #expect(try world.store.product(id)?.picture == before.picture)
            #expect(try await client.ask(.put, "/v1/products/p0", #"{"title":"b","image":null}"#).status == 200)
            #expect(try world.store.product(id)?.picture == nil)
        }
    }

    @Test func theSamePictureIsStoredOnceUnderItsDigest() async throws {
        try await server.application.test(.router) { client in
            for id in ["x", "y"] {
                _ = try await client.ask(.put, "/v1/products/\(id)", #"{"title":"t","image":"\#(base64("p4"))"}"#)
            }
            let files = try FileManager.default.subpathsOfDirectory(atPath: world.folder.path("pictures"))
            #expect(files.count { $0.hasSuffix(".png") } == 1)
        }
    }

    @Test func manyProductsAreStoredAndABadLineKeepsItsOwnError() async throws {
        let body = """
            {"id":"n1","title":"one","image":"\(base64("p1"))"}

            {"id":"n2","titel":"two"}
            {"id":"n3","title":"three","price":-1}
            no json
            {"id":"n4","title":"four","image":"AAAA"}
            {"id":"n5","title":"five"}
            {"id":"n5","title":"five again"}
            """
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/products", body, type: "application/x-ndjson")
            #expect(reply.status == 200)
            let lines = try reply.lines
            #expect(lines.compactMap { $0["line"] as? Int } == [1, 3, 4, 5, 6, 7, 8])
            #expect(lines.map { $0["outcome"] as? String } == ["imported", nil, nil, nil, nil, "imported", "updated"])
            let errors = lines.compactMap { ($0["error"] as? [String: Any])?["detail"] as? String }
            #expect(errors.count == 4)
            #expect(errors[0].hasPrefix("titel is no field here"))
            #expect(errors[1] == "price: it is no number from 0 on")
            #expect(errors[2] == "The given data was not valid JSON.")
            #expect(errors[3].hasPrefix("image: neither JPEG, PNG nor WebP"))
            #expect(try world.store.count() == 9)
        }
    }

    @Test func aProductIsRemovedOnce() async throws {
        try await server.application.test(.router) { client in
            let removed = try await client.ask(.delete, "/v1/products/p1")
            #expect(removed.status == 204)
            #expect(try await client.ask(.delete, "/v1/products/p1").problem == "unknown-product")
            #expect(try await client.ask(.get, "/v1/products/p1").problem == "unknown-product")
            #expect(try await !client.ask(.get, "/v1/search?q=red+mug+large").ids.contains("p1"))
        }
    }

    @Test func clicksAreAddedAndABadLineKeepsItsOwnError() async throws {
        let body = """
            {"session":"a","product":"p1","event":"purchase","position":2,"time":1700000000,"query":"mug","user":"u"}
            {"session":"a","product":"p1","event":"stare"}
            {"session":"a","product":"p2"}
            {"session":"a","product":"p2"}
            {"session":"","product":"p2"}
            """
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/clicks", body, type: "application/x-ndjson")
            #expect(try reply.lines.map { $0["outcome"] as? String } == ["added", nil, "added", "known", nil])
            #expect(try world.store.clickCount() == 2)
        }
    }
}
