import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct ExplainTests {
    private func explanations(_ reply: Reply) throws -> [[String: Any]] {
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.results.map { try #require($0["explanation"] as? [String: Any]) }
    }

    @Test func ofWordsItSaysTheWordsAndThePlacesInBothLists() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let address = "/v1/search?q=steel+screws&filter=price%3C20&explain=true"
            let said = try explanations(try await client.ask(.get, address))
            let first = try #require(said.first)
            #expect(Set(first.keys) == ["view", "parts", "length", "words", "ranks", "filter"])
            #expect(first["words"] as? [String] == ["steel", "screws"] && first["filter"] as? String == "price < 20")
            #expect((first["ranks"] as? [String: Int])?["words"] == 1)
            #expect(said.dropFirst().allSatisfy { ($0["words"] as? [String]) == [] })
            #expect(Set(said.compactMap { ($0["ranks"] as? [String: Int])?["vector"] }) == Set(1...7))
            let plain = try await client.ask(.get, "/v1/search?q=steel+screws&explain=false")
            #expect(try plain.results.allSatisfy { $0["explanation"] == nil })
        }
    }

    @Test func ofAMixItSaysTheCosineAndTheWeightOfEachPart() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let image = Data(ServiceWorld.png("p1")).base64EncodedString()
            let json = try await client.ask(
                .post, "/v1/search",
                """
                {"text":"mug","image":"\(image)","weights":{"text":0.5},"not":{"text":["bowl","lamp"]},"explain":true}
                """)
            let form = Form(
                [
                    ("text", "mug"), ("weights", #"{"text":0.5}"#), ("not", #"{"text":["bowl","lamp"]}"#),
                    ("explain", "true"),
                ],
                image: ServiceWorld.png("p1"))
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            for reply in [json, sent] {
                for (said, result) in zip(try explanations(reply), try reply.results) {
                    let parts = try #require(said["parts"] as? [[String: Any]])
                    #expect(parts.map { $0["input"] as? String } == ["image", "text", "not.text", "not.text"])
                    #expect(parts.map { $0["number"] as? Int } == [nil, nil, 0, 1])
                    #expect(parts.map { $0["weight"] as? Double } == [1, 0.5, -0.25, -0.25])
                    let sum = parts.reduce(0.0) {
                        $0 + ($1["weight"] as? Double ?? 0) * ($1["score"] as? Double ?? 0)
                    }
                    let length = try #require(said["length"] as? Double)
                    let score = try #require(result["score"] as? Double)
                    #expect(abs(max(0, sum / length) - score) < 1e-5)
                    #expect(said["words"] == nil && said["filter"] == nil)
                }
            }
        }
    }

    @Test func ofAPictureItSaysWhichOneIsNearest() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let image = Data(ServiceWorld.png("p2")).base64EncodedString()
            let said = try explanations(
                try await client.ask(.post, "/v1/search", #"{"image":"\#(image)","explain":true}"#))
            #expect(said.allSatisfy { $0["picture"] as? Int == 0 && $0["view"] as? String == "i" })
        }
    }
}
