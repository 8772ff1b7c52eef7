import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Records
import Testing

@testable import Service

@Suite struct FurtherPicturesTests {
    private let world: ServiceWorld
    private let server: SameStyleServer

    init() throws {
        world = try ServiceWorld(publishing: false)
        server = try world.server()
    }

    private func base64(_ name: String) -> String { Data(ServiceWorld.png(name)).base64EncodedString() }

    /// A body with `images`: words of a `p` and a digit are pictures, others stay as they are.
    private func body(_ images: [String], _ more: String = "") -> String {
        let list = images.map { "\"\($0.wholeMatch(of: /p\d/) == nil ? $0 : base64($0))\"" }
        return "{\"title\":\"vase\",\"images\":[\(list.joined(separator: ","))]\(more)}"
    }

    private func pictures(_ client: some TestClientProtocol, of id: String) async throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        for number in 0... {
            let reply = try await client.ask(.get, "/v1/products/\(id)/image?number=\(number)")
            guard reply.status == 200 else { return found }
            found.append(Array(buffer: reply.response.body))
        }
        return found
    }

    @Test func severalPicturesAreStoredInTheirOrderAndGivenByNumber() async throws {
        try await server.application.test(.router) { client in
            #expect(try await client.ask(.put, "/v1/products/a%2Fb", body(["p1", "p2", "p3", "p2"])).status == 201)
            #expect(try await pictures(client, of: "a%2Fb") == ["p1", "p2", "p3"].map { ServiceWorld.png($0) })
            let main = try await client.ask(.get, "/v1/products/a%2Fb/image")
            #expect(Array(buffer: main.response.body) == ServiceWorld.png("p1"))
            let product = try await client.ask(.get, "/v1/products/a%2Fb").object
            let address = "/v1/products/a%2Fb/image"
            #expect(product["image"] as? String == address)
            #expect(product["images"] as? [String] == [address, "\(address)?number=1", "\(address)?number=2"])
            let beyond = try await client.ask(.get, "\(address)?number=3")
            #expect(beyond.status == 404 && beyond.problem == "no-picture")
            #expect(beyond.detail == "there are 3 pictures of product a/b, numbers 0 to 2")
            #expect(try await client.ask(.get, "\(address)?number=-1").problem == "no-picture")
            #expect(try await client.ask(.get, "\(address)?number=x").problem == "bad-field")
            #expect(try await client.ask(.get, "\(address)?nummer=1").problem == "unknown-field")
            #expect(
                try await client.ask(.get, "/v1/products/p5/image?number=1").detail.hasPrefix("there is no picture"))
            #expect(
                try await client.ask(.get, "/v1/products/p0/image?number=1").detail.hasPrefix("there is one picture"))
            #expect(try await client.ask(.get, "/v1/products/p0").object["images"] == nil)
        }
    }

    @Test func whatAClientReadItMaySendBackInAnyOrderWithNewOnes() async throws {
        try await server.application.test(.router) { client in
            let address = "/v1/products/x/image"
            _ = try await client.ask(.put, "/v1/products/x", body(["p1", "p2"]))
            let read = try await client.ask(.get, "/v1/products/x").text
            #expect(try await client.ask(.put, "/v1/products/x", read).object["outcome"] as? String == "unchanged")
            let next = ["\(address)?number=1", "p3", address, "\(address)?number=1"]
            #expect(try await client.ask(.put, "/v1/products/x", body(next)).object["outcome"] as? String == "updated")
            #expect(try await pictures(client, of: "x") == ["p2", "p3", "p1"].map { ServiceWorld.png($0) })
            #expect(try await client.ask(.put, "/v1/products/x", #"{"title":"v"}"#).status == 200)
            #expect(try await pictures(client, of: "x").count == 3)
            let one = #"{"title":"vase","image":"\#(base64("p4"))"}"#
            #expect(try await client.ask(.put, "/v1/products/x", one).status == 200)
            #expect(try await pictures(client, of: "x") == [ServiceWorld.png("p4")])
        }
    }

    @Test("addresses that an import kept stay where a product is sent back as it was read")
    func addressesStay() async throws {
        let id = try #require(ProductID("p0"))
        var stored = try #require(try world.store.product(id))
        stored.product.images.insert("https://e.org/x.jpg", at: 0)
        try world.store.upsert([stored])
        let images = stored.product.images
        try await server.application.test(.router) { client in
            let sent = try await client.ask(.put, "/v1/products/p0", body(["/v1/products/p0/image"]))
            #expect(try sent.object["outcome"] as? String == "updated")
            #expect(try world.store.product(id)?.product.images == images)
        }
    }

    @Test(arguments: ["null", "[]"])
    func allPicturesAreRemovedAtOnce(_ none: String) async throws {
        try await server.application.test(.router) { client in
            _ = try await client.ask(.put, "/v1/products/x", body(["p1", "p2"]))
            let reply = try await client.ask(.put, "/v1/products/x", "{\"title\":\"v\",\"images\":\(none)}")
            #expect(reply.status == 200)
            #expect(try await pictures(client, of: "x").isEmpty)
            #expect(try await client.ask(.get, "/v1/products/x").object["image"] == nil)
        }
    }

    @Test func whatIsWrongWithOnePictureIsToldWithItsPlace() async throws {
        let many = [String](repeating: "p1", count: StoredProduct.mostPictures + 1)
        let bodies = [
            (body(["p1"], ",\"image\":\"\(base64("p2"))\""), "images: there is image too; give one of them"),
            (body(["p1"], ",\"image\":null"), "images: there is image too; give one of them"),
            (body(["p1", "!"]), "images.1: it is not base64"),
            (body(["p1", "p2", "AAAA"]), "images.2: neither JPEG, PNG nor WebP"),
            (body(["p1", "/v1/products/x/image"]), "images.1: the product has no picture 0 yet"),
            (body(["/v1/products/p0/image"]), "images.0: it is not base64"),
            (body(many), "images: a product has at most 16 pictures"),
            (#"{"title":"v","images":["a",3]}"#, "images.1: it is not a text"),
            (#"{"title":"v","images":"a"}"#, "images: it is not a list"),
        ]
        try await server.application.test(.router) { client in
            for (body, detail) in bodies {
                let reply = try await client.ask(.put, "/v1/products/x", body)
                #expect((400..<500).contains(reply.status) && reply.detail.hasPrefix(detail), "\(reply.text)")
            }
            #expect(try await client.ask(.get, "/v1/products/x").status == 404)
        }
    }

    @Test func aLineOfManyMayHaveSeveralPicturesAndLaterLinesSeeThem() async throws {
        let lines = """
            {"id":"x","title":"v","images":["\(base64("p1"))","\(base64("p2"))"]}
            {"id":"y","title":"v","images":["\(base64("p1"))","AAAA"]}
            {"id":"x","title":"v","images":["/v1/products/x/image?number=1"]}
            """
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/products", lines, type: "application/x-ndjson")
            #expect(try reply.lines.map { $0["outcome"] as? String } == ["imported", nil, "updated"])
            #expect(try await pictures(client, of: "x") == [ServiceWorld.png("p2")])
        }
    }

    @Test func aProductIsFoundOnceByEachOfItsPicturesAndTheAnswerTellsWhich() async throws {
        let world = try ServiceWorld()
        let server = try world.server()
        try await server.application.test(.router) { client in
            func expectFound(_ name: String, as number: Int) async throws {
                let question = "{\"image\":\"\(base64(name))\",\"view\":\"i\"}"
                let results = try await client.ask(.post, "/v1/search", question).results
                let ids = results.compactMap { ($0["product"] as? [String: Any])?["id"] as? String }
                #expect(ids.first == "x" && ids.count { $0 == "x" } == 1)
                #expect(results.first?["picture"] as? Int == number)
            }
            let path = "/v1/products/x"
            #expect(try await client.ask(.put, path, body(["p7", "p8"])).object["indexed"] as? Bool == true)
            try await expectFound("p7", as: 0)
            try await expectFound("p8", as: 1)
            _ = try await client.ask(.put, path, body(["\(path)/image?number=1", "\(path)/image"]))
            try await expectFound("p8", as: 0)
            try world.publish()
            server.index.look()
            try await expectFound("p7", as: 1)
        }
    }
}
