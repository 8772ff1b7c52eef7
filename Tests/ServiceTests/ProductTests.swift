import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct ProductTests {
    private let world: ServiceWorld
    private let server: SameStyleServer

    init() throws {
        world = try ServiceWorld()
        server = try world.server()
    }

    @Test func aProductIsReadByItsId() async throws {
        try await server.application.test(.router) { client in
            #expect(try await client.ask(.get, "/v1/products/p1").object["title"] as? String == "red mug large")
            #expect(try await client.ask(.get, "/v1/products/%70%31").object["id"] as? String == "p1")
            #expect(try await client.ask(.get, "/v1/products/p5").object["image"] == nil)
            let head = try await client.ask(.head, "/v1/products/p1")
            #expect(head.status == 200 && head.text.isEmpty)
        }
    }

    @Test func theListIsASpreadOverTheCatalogue() async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/products?limit=3")
            #expect(try reply.object["total"] as? Int == 7)
            let products = try #require(try reply.object["products"] as? [[String: Any]])
            #expect(products.compactMap { $0["id"] as? String } == ["p0", "p2", "p4"])
        }
    }

    @Test func withoutAnIndexTheListGivesWhatWasStored() async throws {
        let world = try ServiceWorld(publishing: false)
        try await world.server().application.test(.router) { client in
            let products = try await client.ask(.get, "/v1/products?limit=2").object["products"] as? [[String: Any]]
            #expect(products?.count == 2)
        }
    }

    @Test func withoutAnIndexTheListIsFullHoweverManyWereRemoved() async throws {
        let world = try ServiceWorld(publishing: false)
        try await world.server().application.test(.router) { client in
            for at in 0..<5 { _ = try await client.ask(.delete, "/v1/products/p\(at)") }
            _ = try await client.ask(.put, "/v1/products/z", #"{"title":"last"}"#)
            let reply = try await client.ask(.get, "/v1/products?limit=3")
            let products = try #require(try reply.object["products"] as? [[String: Any]])
            #expect(products.compactMap { $0["id"] as? String } == ["p5", "p6", "z"])
        }
    }

    @Test func aPictureIsGivenWithItsTypeAndATagThatSavesSendingItAgain() async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/products/p2/image")
            #expect(reply.status == 200)
            #expect(reply.response.headers[.contentType] == "image/png")
            #expect(Array(buffer: reply.response.body) == ServiceWorld.png("p2"))
            let tag = try #require(reply.response.headers[.eTag])
            for list in [tag, "\"other\", W/\(tag)", "*"] {
                let again = try await client.ask(.get, "/v1/products/p2/image", headers: [.ifNoneMatch: list])
                #expect(again.status == 304 && again.text.isEmpty && again.response.headers[.eTag] == tag)
            }
            #expect(
                try await client.ask(.get, "/v1/products/p2/image", headers: [.ifNoneMatch: "\"other\""]).status == 200)
        }
    }

    @Test func aPictureThatIsGoneOrNoPictureIsNotFound() async throws {
        try Data("not a picture".utf8).write(to: world.folder.url.appending(path: "p1.png"))
        try FileManager.default.removeItem(at: world.folder.url.appending(path: "p2.png"))
        try await server.application.test(.router) { client in
            let problems = [
                ("p1", "picture-gone"), ("p2", "picture-gone"), ("p5", "no-picture"), ("none", "no-picture"),
            ]
            for (id, problem) in problems {
                let reply = try await client.ask(.get, "/v1/products/\(id)/image")
                #expect(reply.status == 404 && reply.problem == problem)
            }
        }
    }

    @Test func aPictureInPlaceOfTheStoredOneIsNotGivenOutAsThatOne() async throws {
        try Data(ServiceWorld.png("p3")).write(to: world.folder.url.appending(path: "p2.png"))
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/products/p2/image")
            #expect(reply.status == 404 && reply.problem == "picture-gone")
        }
    }

    @Test func aStoredPictureIsGivenOutWhateverIsTakenFromClients() async throws {
        var settings = ServiceSettings()
        (settings.bodyLimit, settings.pixelLimit) = (10, 10)
        try await world.server(settings).application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/products/p2/image")
            #expect(reply.status == 200 && Array(buffer: reply.response.body) == ServiceWorld.png("p2"))
        }
    }

    @Test func whatBelongsToAProductIsToldByItsRelation() async throws {
        try await server.application.test(.router) { client in
            let duplicates = try await client.ask(.get, "/v1/products/p0/duplicates")
            #expect(try duplicates.ids == ["p6"])
            #expect(try duplicates.results.first?["relation"] as? String == "duplicate")
            let same = try await client.ask(.get, "/v1/products/p0/same-style")
            let confidences = try same.results.compactMap { $0["confidence"] as? Double }
            #expect(confidences.allSatisfy { $0 >= 0.8 })
            let similar = try await client.ask(.get, "/v1/products/p0/similar?limit=200")
            #expect(try similar.results.allSatisfy { $0["relation"] as? String == "similar" })
            #expect(try !similar.ids.contains("p0") && !same.ids.contains("p0"))
            let all = Set(try duplicates.ids + same.ids + similar.ids)
            #expect(all == ["p1", "p2", "p3", "p4", "p5", "p6"])
        }
    }
}
