import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Retrieval
import Testing

@testable import Service

@Suite struct SearchTests {
    private let world: ServiceWorld
    private let server: SameStyleServer

    init() throws {
        world = try ServiceWorld.shared.get()
        server = try world.server()
    }

    @Test func aNumberTooNearToNothingForUsIsNothing() async throws {
        try await server.application.test(.router) { client in
            let body = #"{"text":"mug","weights":{"image":-4.36e-184},"min_score":1e-99}"#
            let reply = try await client.ask(.post, "/v1/search", body)
            #expect(reply.status == 200, "\(reply.text)")
        }
    }

    @Test func wordsFindAProductAndTheAnswerHasTheContractsShape() async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/search?q=screw+M4x20&limit=3")
            #expect(reply.status == 200)
            #expect(Set(try reply.object.keys) == ["results", "total", "next", "took", "model"])
            #expect(try reply.object["model"] as? String == "tiny")
            let took = try #require(try reply.object["took"] as? [String: Double])
            #expect(Set(took.keys) == ["decode_ms", "encode_ms", "search_ms", "total_ms"])
            #expect(took.values.allSatisfy { $0 >= 0 })
            let first = try #require(try reply.results.first)
            #expect(Set(first.keys) == ["product", "score", "confidence", "relation"])
            let product = try #require(first["product"] as? [String: Any])
            #expect(product["id"] as? String == "p4")
            #expect(product["title"] as? String == "steel screw M4x20")
            #expect(product["category"] as? [String] == ["Home", "Other"])
            #expect(product["price"] as? Double == 12.5 && product["currency"] as? String == "EUR")
            #expect(product["image"] as? String == "/v1/products/p4/image")
            #expect(product["description"] == nil && product["brand"] == nil)
            #expect(try reply.results.count == 3)
        }
    }

    @Test func neitherTheStyleLabelNorAPathOfAFileIsEverGivenOut() async throws {
        try await server.application.test(.router) { client in
            for uri in ["/v1/search?q=mug", "/v1/products", "/v1/products/p0", "/v1/products/p0/duplicates"] {
                let text = try await client.ask(.get, uri).text
                #expect(text.contains("\"id\":\"p"))
                #expect(!text.contains("secret-style") && !text.contains("samestyle-test") && !text.contains(".png"))
            }
        }
    }

    @Test func aPictureFindsItselfAsJSONAndAsAForm() async throws {
        try await server.application.test(.router) { client in
            let base64 = Data(ServiceWorld.png("p2")).base64EncodedString()
            let json = try await client.ask(.post, "/v1/search", #"{"image":"\#(base64)","limit":2}"#)
            #expect(try json.ids.first == "p2")
            #expect(try json.ids.count == 2)
            let form = Form([("limit", "2")], image: ServiceWorld.png("p2"))
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            #expect(try sent.ids == json.ids)
            let took = try #require(try sent.object["took"] as? [String: Double])
            #expect(try #require(took["decode_ms"]) > 0)
        }
    }

    @Test func everyInputComposesOneQuestion() async throws {
        try await server.application.test(.router) { client in
            let base64 = Data(ServiceWorld.png("p0")).base64EncodedString()
            let json = try await client.ask(
                .post, "/v1/search",
                """
                {"text":"green","image":"\(base64)","product":"p2","weights":{"text":0.5},"not":{"text":"lamp",
                "product":"p3"},"filter":"seller != s1","view":"m","limit":5,"offset":1,"min_score":-1}
                """)
            #expect(json.status == 200)
            let fields = [
                ("text", "green"), ("product", "p2"), ("weights", #"{"text":0.5}"#),
                ("not", #"{"text":"lamp","product":"p3"}"#), ("filter", "seller != s1"), ("view", "m"),
                ("limit", "5"), ("offset", "1"), ("min_score", "-1"),
            ]
            let form = Form(fields, image: ServiceWorld.png("p0"))
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            #expect(try sent.ids == json.ids)
            #expect(try !json.ids.contains("p1") && !json.ids.contains("p2"))
        }
    }

    @Test func aFilterAndAPageAreHeeded() async throws {
        try await server.application.test(.router) { client in
            let mugs = try await client.ask(.get, "/v1/search?q=mug&filter=category+%3D+Mugs")
            #expect(Set(try mugs.ids) == ["p0", "p1"])
            let whole = try await client.ask(.get, "/v1/search?q=mug&view=t")
            let part = try await client.ask(.get, "/v1/search?q=mug&view=t&limit=2&offset=1")
            #expect(try part.ids == Array(whole.ids[1..<3]))
            let product = try await client.ask(.get, "/v1/search?product=p0")
            #expect(try product.ids.count == 6 && !product.ids.contains("p0"))
        }
    }

    @Test func aScoreIsNeverBelowZeroNorAboveOne() async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", #"{"text":"mug","weights":{"text":-1}}"#)
            var query = Query(text: "mug")
            query.weights.text = -1
            let cosines = try #require(server.index.current).search(query).results.map(\.score)
            #expect(cosines.contains { $0 < 0 })
            let scores = try reply.results.compactMap { $0["score"] as? Double }
            #expect(scores.count == cosines.count && scores.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test func anEmptyFileFieldIsNoPicture() async throws {
        let form = Form([("text", "red mug")], image: [])
        let text = String(decoding: form.bytes, as: UTF8.self).replacing("a.png", with: "")
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", text, type: Form.type)
            #expect(try reply.ids.count == 7)
        }
    }
}
