import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct FacetTests {
    /// As `Mugs 2, Other 5`; of prices with their bounds.
    private static func words(_ reply: Reply, _ field: String) throws -> String {
        let facets = try #require(try reply.object["facets"] as? [String: [[String: Any]]], "\(reply.text)")
        return try #require(facets[field], "\(reply.text)").map { value in
            let bounds = [value["from"], value["to"]].compactMap { $0 as? Double }.map { "\($0)" }
            return "\(value["value"] ?? "") \(value["count"] ?? 0)" + (bounds.isEmpty ? "" : " \(bounds)")
        }.joined(separator: ", ")
    }

    @Test func aQuestionSaysWhatItsAnswersAreLikeHoweverItIsSent() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let get = try await client.ask(.get, "/v1/search?q=mug&limit=1&facets=category,seller,price,colour,nothing")
            let json = try await client.ask(
                .post, "/v1/search",
                #"{"text":"mug","limit":1,"facets":["category","seller","price","colour","nothing"]}"#)
            let form = Form([
                ("text", "mug"), ("limit", "1"), ("facets", "category"), ("facets", "seller,price"),
                ("facets", "colour"),
                ("facets", "nothing"),
            ])
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            for reply in [get, json, sent] {
                #expect(try Self.words(reply, "category") == "Home 7, Other 5, Mugs 2")
                #expect(try Self.words(reply, "seller") == "s0 3, s1 3, s9 1")
                #expect(try Self.words(reply, "price") == #"10-20 7 ["10.0", "20.0"]"#)
                #expect(try Self.words(reply, "colour") == "red 7")
                #expect(try Self.words(reply, "nothing") == "")
                #expect(try reply.results.count == 1)
            }
            #expect(try await client.ask(.get, "/v1/search?q=mug").object["facets"] == nil)
        }
    }

    @Test func aFieldsOwnConditionLeavesItsOtherValuesToBeChosen() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            for address in ["/v1/search?q=mug&facets=", "/v1/facets?fields="] {
                let reply = try await client.ask(
                    .get, "\(address)category,seller&filter=category+%3D+Mugs+and+seller+%3D+s0")
                #expect(try Self.words(reply, "category") == "Home 3, Other 2, Mugs 1")
                #expect(try Self.words(reply, "seller") == "s0 1, s1 1")
                #expect(try reply.object["total"] as? Int == 1)
            }
        }
    }

    @Test func theWholeCatalogueSaysWhatItIsLikeAsItIsNow() async throws {
        let server = try ServiceWorld().server()
        try await server.application.test(.router) { client in
            #expect(try await client.ask(.get, "/v1/facets?fields=seller").object["total"] as? Int == 7)
            _ = try await client.ask(.put, "/v1/products/new", #"{"title":"jug","seller":"s9","price":700}"#)
            _ = try await client.ask(.delete, "/v1/products/p0", nil)
            let reply = try await client.ask(.get, "/v1/facets?fields=seller,price")
            #expect(try Self.words(reply, "seller") == "s1 3, s0 2, s9 2")
            #expect(try Self.words(reply, "price") == #"10-20 6 ["10.0", "20.0"], 500-1000 1 ["500.0", "1000.0"]"#)
            #expect(try reply.object["total"] as? Int == 7 && Set(reply.object.keys) == ["facets", "total"])
        }
    }

    @Test(arguments: [
        ("/v1/facets", 400, "bad-field", "fields: it is missing"), ("/v1/facets?fields=", 400, "bad-field", "missing"),
        ("/v1/facets?fields=id", 400, "bad-field", "every product has its own"),
        ("/v1/facets?fields=brand,,seller", 400, "bad-field", "no name of a field"),
        ("/v1/facets?fields=brand,brand", 400, "bad-field", "twice"),
        ("/v1/facets?fields=a,b,c,d,e,f,g,h,i", 400, "bad-field", "0...8"),
        ("/v1/facets?fields=brand&filter=price+%3C", 400, "bad-filter", ""),
        ("/v1/facets?facets=brand", 400, "unknown-field", "facets is no field"),
        ("/v1/search?q=mug&facets=Title", 400, "bad-field", "every product has its own"),
        ("/v1/facets?fields=\(String(repeating: "a", count: 129))", 400, "bad-field", "at most 128 bytes"),
        ("/v1/search?q=mug&min_score=much", 400, "bad-field", "min_score: it is not a number"),
        ("/v1/search?q=mug&min_score=1.5", 400, "bad-field", "min_score lies within -1...1"),
    ]) func whatCannotBeCountedIsSaid(address: String, status: Int, problem: String, says: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.get, address)
            #expect(reply.status == status && reply.problem == problem, "\(reply.text)")
            #expect(says.isEmpty || reply.detail.contains(says), "\(reply.detail)")
        }
    }

    @Test(arguments: [
        (#""brand""#, "facets: it is not a list"), ("[1]", "facets.0: it is not a text"),
        ("{}", "facets: it is not a list"),
    ]) func aListOfFieldsThatIsNoneIsSaid(facets: String, says: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", #"{"text":"mug","facets":\#(facets)}"#)
            #expect(reply.status == 400 && reply.problem == "bad-field" && reply.detail == says, "\(reply.detail)")
        }
    }

    @Test func aLeastScoreIsHeededOverGETToo() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let all = try await client.ask(.get, "/v1/search?q=mug&view=t").results.compactMap {
                $0["score"] as? Double
            }
            let bar = try #require(all.dropFirst(2).first)
            let few = try await client.ask(.get, "/v1/search?q=mug&view=t&min_score=\(bar - 1e-6)")
            #expect(try few.results.count == all.count { $0 >= bar - 1e-6 } && few.results.count < all.count)
        }
    }

    @Test func withoutAnIndexThereIsNothingToCount() async throws {
        try await ServiceWorld(publishing: false).server().application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/facets?fields=brand")
            #expect(reply.status == 503 && reply.problem == "no-index")
        }
    }
}
