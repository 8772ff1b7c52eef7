import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Service

/// Over a real socket on this machine.
@Suite(.timeLimit(.minutes(10))) struct LiveTests {
    @Test func requestsInFlightAreFinishedWhenTheServerIsToldToStop() async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        let port = try await live.port
        // Every place is held, so that the question is certainly in flight.
        let gate = DispatchSemaphore(value: 0)
        let places = SameStyleServer.places
        let busy = (0..<places).map { _ in Task { try await live.server.encoding.run { gate.wait() } } }
        while live.server.encoding.load != (0, places) { try await Task.sleep(for: .milliseconds(1)) }
        let asking = Task {
            try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) {
                try await $0.get("/v1/search?q=red+mug")
            }
        }
        while live.server.encoding.load != (1, places) { try await Task.sleep(for: .milliseconds(1)) }
        live.stop()
        // New connections are refused before the old one is answered.
        while (try? await status(of: "/healthz", port)) != nil { try await Task.sleep(for: .milliseconds(5)) }
        for _ in 0..<places { gate.signal() }
        let response = try await asking.value
        #expect(response.status == .ok)
        #expect(response.body.map { String(buffer: $0) }?.contains("red mug") == true)
        try await live.stopped()
        for task in busy { try await task.value }
    }

    @Test func aConnectionServesManyRequestsAndBodiesThatAreTooLong() async throws {
        var settings = ServiceSettings()
        settings.bodyLimit = 100_000
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) { client in
            for _ in 0..<3 {
                let response = try await client.get("/v1/search?q=red+mug")
                #expect(response.status == .ok)
                let long = ByteBuffer(repeating: 0x20, count: 300_000)
                let refused = try await client.post(
                    "/v1/search", headers: [.contentType: "application/json"], body: long)
                #expect(refused.status == .contentTooLarge)
            }
        }
        live.stop()
        try await live.stopped()
    }

    @Test func aClientThatLeavesIsNotWorkedFor() async throws {
        var settings = ServiceSettings()
        (settings.queueBound, settings.answerMilliseconds) = (1, 3_600_000)
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        let gate = DispatchSemaphore(value: 0)
        let places = SameStyleServer.places
        let busy = (0..<places).map { _ in Task { try await live.server.encoding.run { gate.wait() } } }
        while live.server.encoding.load != (0, places) { try await Task.sleep(for: .milliseconds(1)) }
        try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
            try await client.executeAndDontWaitForResponse(.init("/v1/search?q=red+mug", method: .get))
            while live.server.encoding.load != (1, places) { try await Task.sleep(for: .milliseconds(1)) }
        }
        // The only place is free again once the server has heard that the connection is closed.
        let next = Task {
            while true {
                do { return try await live.server.encoding.run {} } catch is QueueFull {
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
        }
        func counted() -> Bool { live.server.metrics.registry.text.contains(#"total{route="/v1/search""#) }
        while !counted() { try await Task.sleep(for: .milliseconds(1)) }
        for _ in 0..<places { gate.signal() }
        for task in busy + [next] { try await task.value }
        let metrics = live.server.metrics.registry.text
        #expect(metrics.contains(#"total{route="/v1/search",method="GET",status="503"} 1"#))
        #expect(metrics.contains(#"samestyle_stage_seconds_count{stage="total"} 0"#))
        live.stop()
        try await live.stopped()
    }

    @Test func aFullServerRefusesAPictureBeforeItIsRead() async throws {
        var settings = ServiceSettings()
        settings.queueBound = 0
        let live = try LiveServer(try ServiceWorld(), settings)
        let connection = try RawConnection(port: try await live.port)
        let gate = DispatchSemaphore(value: 0)
        let places = SameStyleServer.places
        let busy = (0..<places).map { _ in Task { try await live.server.encoding.run { gate.wait() } } }
        while live.server.encoding.load != (0, places) { try await Task.sleep(for: .milliseconds(1)) }
        for path in ["/v1/search", "/v1/check"] {
            connection.write(
                "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{"
            )
            let refused = try #require(await connection.read(until: "}"))
            #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("\r\nRetry-After: 1\r\n"), "\(refused)")
            // What is sent all the same is passed over, and the connection goes on.
            connection.write(String(repeating: " ", count: 89_999))
        }
        connection.write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        #expect(await connection.read(until: "}")?.hasPrefix("HTTP/1.1 200 ") == true)
        for _ in 0..<places { gate.signal() }
        for task in busy { try await task.value }
        live.stop()
        try await live.stopped()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "there is no curl"))
    func aClientThatAsksBeforeItSendsALongBodyNeedNotWait() async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        let form = Form([("filter", String(repeating: " ", count: 1_200_000))], image: ServiceWorld.png("p1"))
        let body = try world.folder.write(form.bytes, to: "body")
        let arguments = [
            "--silent", "--verbose", "--expect100-timeout", "30", "--header", "Expect: 100-continue", "--header",
            "Content-Type: \(Form.type)", "--data-binary", "@\(body)",
            "http://127.0.0.1:\(try await live.port)/v1/search",
        ]
        try await Program.run("/usr/bin/curl", arguments, errors: world.folder.path("log"))
        let log = try String(contentsOfFile: world.folder.path("log"), encoding: .utf8)
        #expect(log.contains("< HTTP/1.1 100 Continue"))
        #expect(log.contains("< HTTP/1.1 400 Bad Request"), "the filter is too long")
        #expect(!log.contains("Done waiting for 100-continue"))
        live.stop()
        try await live.stopped()
    }

    @Test func aServerOfThisMachineAloneAnswersToItsOwnNamesOnly() async throws {
        let live = try LiveServer(try ServiceWorld(publishing: false))
        let port = try await live.port
        try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) { client in
            let hosts: [(String?, HTTPResponse.Status)] = [
                (nil, .ok), ("localhost:\(port)", .ok), ("[::1]", .ok), ("shop.example", .misdirectedRequest),
                ("127.0.0.1.shop.example:\(port)", .misdirectedRequest),
            ]
            for (host, status) in hosts {
                let response = try await client.execute(.init("/healthz", method: .get, authority: host))
                #expect(response.status == status, "\(host ?? "")")
            }
        }
        live.stop()
        try await live.stopped()
    }

    @Test func aServerWithKeysAnswersToAnyName() async throws {
        var settings = ServiceSettings()
        settings.keys = [AccessKey(name: "a", hash: String(repeating: "0", count: 64), role: .read)]
        let live = try LiveServer(try ServiceWorld(publishing: false), settings)
        let port = try await live.port
        try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) { client in
            let response = try await client.execute(.init("/healthz", method: .get, authority: "shop.example"))
            #expect(response.status == .ok)
        }
        live.stop()
        try await live.stopped()
    }

    @Test func aNewIndexIsTakenUpByTheRunningServer() async throws {
        let world = try ServiceWorld(publishing: false)
        let live = try LiveServer(world)
        let port = try await live.port
        #expect(try await status(of: "/readyz", port) == .serviceUnavailable)
        try world.publish()
        while try await status(of: "/readyz", port) != .ok { try await Task.sleep(for: .milliseconds(50)) }
        live.stop()
        try await live.stopped()
    }

    @Test func aPortThatIsTakenIsSaidPlainly() async throws {
        let first = try LiveServer(try ServiceWorld(publishing: false))
        var settings = ServiceSettings()
        settings.port = try await first.port
        let second = try LiveServer(try ServiceWorld(publishing: false), settings)
        await #expect(throws: ServerError.portTaken(host: "127.0.0.1", port: settings.port)) {
            try await second.stopped()
        }
        first.stop()
        try await first.stopped()
    }

    @Test func anAddressOfNoMachineIsSaidPlainly() async throws {
        var settings = ServiceSettings()
        (settings.host, settings.insecure) = ("192.0.2.1", true)
        let live = try LiveServer(try ServiceWorld(publishing: false), settings)
        let error = await #expect(throws: ServerError.self) { try await live.stopped() }
        #expect("\(try #require(error))".hasPrefix("cannot listen on 192.0.2.1:"))
    }

    private func status(of path: String, _ port: Int) async throws -> HTTPResponse.Status {
        try await TestClient.withClient(host: "127.0.0.1", port: port, configuration: .patient) {
            try await $0.get(path).status
        }
    }
}
