import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct FoldTests {
    @Test func howeverItIsSentAFoldedAnswerSaysWhatElseThereIsOfAStyle() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let get = try await client.ask(.get, "/v1/search?q=red+mug&fold=true&limit=50")
            let json = try await client.ask(.post, "/v1/search", #"{"text":"red mug","fold":true,"limit":50}"#)
            let form = Form([("text", "red mug"), ("fold", "true"), ("limit", "50")])
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            for reply in [get, json, sent] {
                #expect(reply.status == 200, "\(reply.text)")
                var all = try reply.ids
                for result in try reply.results {
                    let variants = try #require(result["variants"] as? [String: Any])
                    #expect(Set(variants.keys) == ["count", "products"])
                    let products = try #require(variants["products"] as? [String])
                    #expect(variants["count"] as? Int == products.count)
                    all += products
                }
                // Every product once, as a result or behind one; and there are styles of several.
                #expect(all.sorted() == (0...6).map { "p\($0)" })
                #expect(try reply.object["total"] as? Int == reply.ids.count)
            }
            #expect(try get.ids == json.ids && json.ids == sent.ids)
            let plain = try await client.ask(.get, "/v1/search?q=red+mug&fold=false")
            #expect(try plain.results.allSatisfy { $0["variants"] == nil } && plain.ids.count == 7)
            #expect(try get.ids.count < 7)
        }
    }

    @Test func whatIsNeitherTrueNorFalseIsRefused() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let form = Form([("text", "mug"), ("fold", "1")])
            let replies = [
                try await client.ask(.get, "/v1/search?q=mug&fold=yes"),
                try await client.ask(.post, "/v1/search", #"{"text":"mug","fold":"true"}"#),
                try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type),
            ]
            for reply in replies {
                #expect(reply.status == 400 && reply.detail.contains("fold"), "\(reply.text)")
                #expect(["bad-field", "bad-json"].contains(reply.problem))
            }
        }
    }
}
