import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(10))) struct HostileBodyTests {
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

    /// Neither the whole answer nor that of one line is an error that nobody expected.
    private static func expectNoFault(
        _ reply: Reply, _ body: String = "", at place: SourceLocation = #_sourceLocation
    ) {
        #expect(
            reply.status < 500 && !reply.text.contains(#""status":500"#), "\(reply.text) \(body)",
            sourceLocation: place)
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
                Self.expectNoFault(reply, "\(String(decoding: bytes, as: UTF8.self))")
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
    func manyBytesOfOneKindAreAnswered(byte: UInt8) async throws {
        let bytes = [UInt8](repeating: byte, count: 1 << 20)
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            for (uri, type) in [("/v1/products", "application/x-ndjson"), ("/v1/search", "application/json")] {
                Self.expectNoFault(try await client.ask(.post, uri, bytes: bytes, type: type))
            }
        }
    }

    @Test(arguments: [
        // With nothing before them the boundary is sought from the start, after a first one the end of its part is.
        ("", "the boundary that the Content-Type names is not in the body"),
        ("--\(dashes)\r\n", "the body ends within a part"),
    ])
    func aFormOfLinesThatNearlyAreBoundariesIsRefused(beginning: String, says: String) async throws {
        // Of the delimiter, which is the boundary after two dashes, every line lacks the last dash alone.
        let line = "\r\n\(Self.dashes)-"
        let body = beginning + String(repeating: line, count: (1 << 20) / line.utf8.count)
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let type = "multipart/form-data; boundary=\(Self.dashes)"
            let reply = try await client.ask(.post, "/v1/search", body, type: type)
            #expect(reply.status == 400 && reply.problem == "bad-form")
            #expect(reply.detail == says)
        }
    }

    private static let dashes = String(repeating: "-", count: 60)
}
