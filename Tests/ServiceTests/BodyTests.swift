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

    @Test func bodiesThatTrickleTakeNobodysPlace() async throws {
        var settings = ServiceSettings()
        (settings.queueBound, settings.bodySeconds) = (0, 3600)
        (settings.bodyLimit, settings.bodyMemory) = (1 << 20, 1 << 20)
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        // Many times as many as are worked on at once.
        let trickling = try (0..<200).map { _ in try RawConnection(port: port) }
        for connection in trickling { connection.write(Self.head + "{") }
        while live.server.metrics.requests.inFlight < 200 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try await ask(port) == .badRequest)
        withExtendedLifetime(trickling) {}
        live.stop()
        try await live.stopped()
    }

    @Test func asManyBytesOfBodiesAreHeldAsThereIsRoomForAndOneMoreIsRefusedAndCounted() async throws {
        var settings = ServiceSettings()
        (settings.bodyLimit, settings.bodyMemory, settings.bodySeconds) = (1000, 1999, 3600)
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        #expect(try await ask(port) == .badRequest)
        var promises = try (0..<2).map { _ in try RawConnection(port: port) }
        for promise in promises { promise.write(Self.head + String(repeating: " ", count: 999)) }
        // One byte is free, and two are asked for.
        while try await ask(port) != .serviceUnavailable { try await Task.sleep(for: .milliseconds(5)) }
        #expect(!live.server.metrics.registry.text.contains("\nsamestyle_queue_refused_total 0\n"))
        // Those who leave give their room back.
        promises.removeAll()
        while try await ask(port) != .badRequest { try await Task.sleep(for: .milliseconds(5)) }
        live.stop()
        try await live.stopped()
    }

    private static let head =
        "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"

    /// How a question without anything in it is answered.
    private func ask(_ port: Int) async throws -> HTTPResponse.Status {
        try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) {
            try await $0.post(
                "/v1/search", headers: [.contentType: "application/json"], body: ByteBuffer(string: "{}")
            ).status
        }
    }
}
