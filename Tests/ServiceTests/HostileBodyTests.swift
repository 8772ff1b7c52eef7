import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(2))) struct HostileBodyTests {
    /// Linear congruential, from a fixed start: a failure comes again.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        /// `whole` with a few places overwritten, cut out or doubled.
        mutating func mutilate(_ whole: [UInt8]) -> [UInt8] {
            var bytes = whole
            for _ in 0..<(1 + roll(3)) where !bytes.isEmpty {
                let start = roll(bytes.count)
                let end = min(bytes.count, start + roll(12))
                let other = roll(bytes.count)
                switch roll(3) {
                case 0: bytes[start] = UInt8(roll(256))
                case 1: bytes.removeSubrange(start..<end)
                default: bytes.insert(contentsOf: bytes[start..<end], at: other)
                }
            }
            return bytes
        }
    }

    private static let base64 = Data(ServiceWorld.png("p1")).base64EncodedString()

    @Test(arguments: [
        (HTTPRequest.Method.post, "/v1/search", "application/json", #"{"text":"mug","weights":{"text":1},"limit":3}"#),
        (.post, "/v1/search", "application/json", #"{"image":"\#(base64)","filter":"price < 5","view":"i"}"#),
        (.post, "/v1/products", "application/x-ndjson", #"{"id":"a","title":"b"}\n{"id":"c","title":"d","price":2}"#),
        (.put, "/v1/products/a", "application/json", #"{"title":"b","image":"\#(base64)","attributes":{"a":"b"}}"#),
        (.post, "/v1/clicks", "application/x-ndjson", #"{"session":"a","product":"p1","position":2,"time":17}"#),
    ])
    func mutilatedBodiesAreAnsweredAndNeverBreakTheServer(
        method: HTTPRequest.Method, uri: String, type: String, body: String
    ) async throws {
        try await ServiceWorld().server().application.test(.router) { client in
            var dice = Dice(state: UInt64(body.utf8.count))
            for _ in 0..<150 {
                let bytes = dice.mutilate(Array(body.replacing(#"\n"#, with: "\n").utf8))
                let reply = try await client.ask(method, uri, bytes: bytes, type: type)
                #expect(reply.status < 500, "\(reply.text) \(String(decoding: bytes, as: UTF8.self))")
                if reply.status >= 400 { #expect(reply.problem != nil) }
            }
        }
    }

    @Test func mutilatedPicturesAreAnswered() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            var dice = Dice(state: 3)
            for _ in 0..<150 {
                let form = Form(image: dice.mutilate(ServiceWorld.png("p1")))
                let reply = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
                #expect([200, 413, 422].contains(reply.status), "\(reply.text)")
            }
        }
    }

    @Test(arguments: [0x0A, 0x20, 0x2D, 0x7B].map { UInt8($0) })
    func manyBytesOfOneKindAreAnsweredSoon(byte: UInt8) async throws {
        let bytes = [UInt8](repeating: byte, count: 1 << 20)
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let began = ContinuousClock.now
            for (uri, type) in [("/v1/products", "application/x-ndjson"), ("/v1/search", "application/json")] {
                #expect(try await client.ask(.post, uri, bytes: bytes, type: type).status < 500)
            }
            // Of dashes: it could begin at every dash.
            let type = "multipart/form-data; boundary=\(String(repeating: "-", count: 60))"
            _ = try await client.ask(.post, "/v1/search", bytes: bytes, type: type)
            #expect(.now - began < .seconds(20))
        }
    }
}
