import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Service

/// Bodies that do not arrive, over a real socket.
@Suite(
    .timeLimit(.minutes(10)), .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "no curl"))
struct BodyTests {
    /// Sends a head that promises more than is sent, and waits for the answer.
    private func promise(_ port: Int, answer: String? = nil, log: String? = nil) async throws {
        let arguments = [
            "--silent", "--verbose", "--header", "Content-Type: application/json", "--header", "Content-Length: 1000",
            "--data-binary", "{", "http://127.0.0.1:\(port)/v1/search",
        ]
        try await Program.run("/usr/bin/curl", arguments, output: answer, errors: log)
    }

    @Test func aBodyThatDoesNotArriveIsNotWaitedForLong() async throws {
        let world = try ServiceWorld()
        var settings = ServiceSettings()
        settings.bodySeconds = 1
        let live = try LiveServer(world, settings)
        try await promise(
            try await live.port, answer: world.folder.path("answer"), log: world.folder.path("log"))
        let log = try String(contentsOfFile: world.folder.path("log"), encoding: .utf8)
        #expect(log.contains("< HTTP/1.1 408 Request Timeout"), "\(log)")
        #expect(log.lowercased().contains("< connection: close"), "\(log)")
        let answer = try String(contentsOfFile: world.folder.path("answer"), encoding: .utf8)
        #expect(answer.contains("problem:slow-body") && answer.contains("after 1 seconds"))
        live.stop()
        try await live.stopped()
    }

    @Test func soManyBodiesAreReadAtOnceAndOneMoreIsRefusedAndCounted() async throws {
        var settings = ServiceSettings()
        (settings.queueBound, settings.bodySeconds) = (0, 3600)
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        func ask() async throws -> HTTPResponse.Status {
            try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) {
                try await $0.post(
                    "/v1/search", headers: [.contentType: "application/json"], body: ByteBuffer(string: "{}")
                ).status
            }
        }
        #expect(try await ask() == .badRequest)
        // As many as there are places; one that comes while the other asks is refused itself, and comes again.
        let promises = (0..<SameStyleServer.workers).map { _ in
            Task { while true { try await promise(port) } }
        }
        while try await ask() != .serviceUnavailable { try await Task.sleep(for: .milliseconds(5)) }
        #expect(!live.server.metrics.registry.text.contains("\nsamestyle_queue_refused_total 0\n"))
        // Those who leave give their places back.
        for promise in promises { promise.cancel() }
        while try await ask() != .badRequest { try await Task.sleep(for: .milliseconds(5)) }
        live.stop()
        try await live.stopped()
    }
}
