import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pictures
import Testing

@testable import Service

/// A part of a picture is searched as if it were all of it.
@Suite struct BoxTests {
    private static let part = ServiceWorld.picture("p2")
    private static let whole = part.padded(width: 100, height: 60, x: 50, y: 12, with: (200, 30, 30))
    private static let box = #"{"x":0.5,"y":0.2,"width":0.4,"height":0.5}"#

    private static func body(_ picture: Picture, _ more: String = "") -> String {
        #"{"image":"\#(Data(PictureCodec.png(picture)).base64EncodedString())","limit":2\#(more)}"#
    }

    @Test func aBoxFindsWhatThePartCutByHandFinds() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let byHand = try await client.ask(.post, "/v1/search", Self.body(Self.part))
            let boxed = try await client.ask(.post, "/v1/search", Self.body(Self.whole, #","box":\#(Self.box)"#))
            func scores(_ reply: Reply) throws -> [Double] { try reply.results.compactMap { $0["score"] as? Double } }
            #expect(try boxed.ids.first == "p2" && boxed.ids == byHand.ids)
            #expect(try scores(boxed) == scores(byHand))
            let all = try await client.ask(.post, "/v1/search", Self.body(Self.whole))
            #expect(try scores(all) != scores(byHand))
            let form = Form([("limit", "2"), ("box", Self.box)], image: PictureCodec.png(Self.whole))
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            #expect(try sent.ids == boxed.ids && scores(sent) == scores(boxed))
        }
    }

    @Test func aPageOfOnePartIsNoneOfAnother() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let first = try await client.ask(.post, "/v1/search", Self.body(Self.whole, #","box":\#(Self.box)"#))
            let page = try #require(try first.object["next"] as? String)
            let same = try await client.ask(
                .post, "/v1/search", Self.body(Self.whole, #","box":\#(Self.box),"page":"\#(page)""#))
            #expect(try same.status == 200 && Set(same.ids).isDisjoint(with: first.ids))
            for other in ["", #","box":{"x":0.4,"y":0.2,"width":0.4,"height":0.5}"#] {
                let reply = try await client.ask(
                    .post, "/v1/search", Self.body(Self.whole, #"\#(other),"page":"\#(page)""#))
                #expect(reply.status == 400 && reply.problem == "bad-page")
            }
        }
    }

    @Test(arguments: [
        (#"{"x":0,"y":0,"width":1}"#, "bad-field", "box.height: it is missing"),
        (#"{"x":0,"y":0,"width":0,"height":1}"#, "bad-field", "box: it is no part inside the picture"),
        (#"{"x":0.6,"y":0,"width":0.5,"height":1}"#, "bad-field", "box: it is no part inside the picture"),
        (#"{"x":-0.1,"y":0,"width":0.5,"height":1}"#, "bad-field", "box: it is no part inside the picture"),
        (#"{"x":"0","y":0,"width":1,"height":1}"#, "bad-field", "box.x: it is not a number"),
        (#"{"x":null,"y":0,"width":1,"height":1}"#, "bad-field", "box.x: it is not a number"),
        (#"{"x":0,"y":0,"width":1,"height":1,"w":1}"#, "unknown-field", "box.w is no field"),
        ("[0,0,1,1]", "bad-field", "box: it is not an object"),
    ]) func aBoxThatIsNoneIsSaid(box: String, problem: String, says: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let json = try await client.ask(.post, "/v1/search", Self.body(Self.part, #","box":\#(box)"#))
            let form = Form([("box", box)], image: PictureCodec.png(Self.part))
            let sent = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            for reply in [json, sent] {
                #expect(reply.status == 400 && reply.problem == problem && reply.detail.contains(says), "\(reply.text)")
            }
        }
    }

    @Test func aBoxWithoutAPictureIsSaid() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", #"{"text":"mug","box":\#(Self.box)}"#)
            #expect(reply.status == 400 && reply.problem == "bad-field")
            #expect(reply.detail == "box: there is no picture that it is a part of")
        }
    }
}
