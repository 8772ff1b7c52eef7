import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct UnlikeTests {
    private static func base64(_ id: String) -> String { Data(ServiceWorld.png(id)).base64EncodedString() }

    @Test func oneOfAKindOrAListOfThemIsTheSame() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            func scores(_ not: String) async throws -> [String] {
                let json = try await client.ask(.post, "/v1/search", #"{"text":"red mug","not":\#(not)}"#)
                let form = Form([("text", "red mug"), ("not", not)])
                let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
                #expect(json.status == 200 && sent.status == 200, "\(json.text)")
                let found = try json.results.map {
                    "\(($0["product"] as? [String: Any])?["id"] ?? "") \($0["score"] ?? 0)"
                }
                #expect(try sent.ids == json.ids)
                return found
            }
            let none = try await scores("{}")
            for (kind, value) in [("text", "lamp"), ("product", "p3"), ("image", Self.base64("p3"))] {
                let one = try await scores(#"{"\#(kind)":"\#(value)"}"#)
                #expect(try await scores(#"{"\#(kind)":["\#(value)"]}"#) == one)
                #expect(one != none)
                #expect(try await scores(#"{"\#(kind)":[]}"#) == none)
                #expect(try await scores(#"{"\#(kind)":null}"#) == none)
            }
            let two = try await scores(#"{"text":["lamp","bowl"],"image":["\#(Self.base64("p3"))"]}"#)
            #expect(try await scores(#"{"image":"\#(Self.base64("p3"))","text":["lamp","bowl"]}"#) == two)
        }
    }

    @Test(arguments: [
        (#"{"text":1}"#, 400, "bad-field", "not.text: it is neither a text nor a list of texts"),
        (#"{"text":{"a":1}}"#, 400, "bad-field", "not.text: it is neither a text nor a list of texts"),
        (#"{"text":["a",1]}"#, 400, "bad-field", "not.text.1: it is not a text"),
        (#"{"text":["a",null]}"#, 400, "bad-field", "not.text.1: it is not a text"),
        (#"{"words":"a"}"#, 400, "unknown-field", "not.words is no field here; there are image, product, text"),
        (#"{"product":["p1",""]}"#, 400, "bad-id", ""),
        (#"{"product":["p1","zz"]}"#, 404, "unknown-product", "zz"),
        (#"{"image":["***"]}"#, 400, "bad-field", "not.image.0: it is not base64"),
        (#"{"image":"AAAA"}"#, 422, "bad-picture", "not.image.0: neither JPEG, PNG nor WebP"),
        (
            #"{"text":[\#(repeatElement(#""a""#, count: 17).joined(separator: ","))]}"#, 400, "bad-field",
            "not: there are"
        ),
        (#""lamp""#, 400, "bad-field", "not: it is not an object"),
    ]) func whatCannotBeReadIsNamed(not: String, status: Int, problem: String, says: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let json = try await client.ask(.post, "/v1/search", #"{"text":"mug","not":\#(not)}"#)
            let form = Form([("text", "mug"), ("not", not)])
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            for reply in [json, sent] {
                #expect(reply.status == status && reply.problem == problem, "\(reply.text)")
                #expect(says.isEmpty || reply.detail.contains(says), "\(reply.detail)")
            }
        }
    }

    @Test func itsPicturesAreHeldToTheLimitsOfTheMainOne() async throws {
        var settings = ServiceSettings()
        settings.pixelLimit = 2500
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            func ask(_ count: Int) async throws -> Reply {
                let list = (0..<count).map { "\"\(Self.base64("p\($0)"))\"" }.joined(separator: ",")
                return try await client.ask(.post, "/v1/search", #"{"text":"mug","not":{"image":[\#(list)]}}"#)
            }
            // Each has 1200 pixels.
            #expect(try await ask(2).status == 200)
            let many = try await ask(3)
            #expect(many.status == 400 && many.problem == "bad-field")
            #expect(many.detail == "not.image: together its pictures have more than 2500 pixels")
        }
        settings.pixelLimit = 1000
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(
                .post, "/v1/search", #"{"text":"mug","not":{"image":"\#(Self.base64("p1"))"}}"#)
            #expect(reply.status == 413 && reply.detail.contains("not.image.0: the PNG is 40 x 30 pixels"))
        }
    }
}
