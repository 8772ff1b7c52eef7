import Foundation
import Testing

@testable import Service

/// Clients that mean no good, or are only slow, over real sockets.
@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    private static let health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    private static let alive = #"{"status":"alive"}"#

    private func live(_ change: (inout ServiceSettings) -> Void) throws -> LiveServer {
        var settings = ServiceSettings()
        change(&settings)
        return try LiveServer(try ServiceWorld(publishing: false), settings)
    }

    private func ask(_ port: Int) async throws -> Bool {
        let connection = try RawConnection(port: port)
        connection.write(Self.health)
        return await connection.read(until: Self.alive)?.hasSuffix(Self.alive) == true
    }

    private func closed(_ live: LiveServer, _ reason: ClosureReason) -> Int {
        let text = live.server.metrics.registry.text
        let line = text.split(separator: "\n").first {
            $0.hasPrefix("samestyle_connections_closed_total{reason=\"\(reason.rawValue)\"}")
        }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? -1
    }

    @Test func connectionsThatOnlyLieThereKeepNobodyOut() async throws {
        let live = try live { $0.connectionLimit = 20 }
        let port = try await live.port
        // Some never asked, some did and stay, some are in the midst of a head.
        var idle: [RawConnection] = []
        for number in 0..<300 {
            let connection = try RawConnection(port: port)
            if number % 3 == 1 { connection.write(Self.health) }
            if number % 3 == 2 { connection.write("GET /healthz HTTP/1.1\r\nHo") }
            idle.append(connection)
            if number % 50 == 49 { #expect(try await ask(port)) }
        }
        for _ in 0..<20 { #expect(try await ask(port)) }
        #expect(closed(live, .room) > 200)
        #expect(live.server.connections.counts.open <= 20 + 4, "as many as the system gives at once")
        withExtendedLifetime(idle) {}
        live.stop()
        try await live.stopped()
    }

    @Test func aConnectionOnWhichSomethingIsAnsweredIsNotClosedForRoom() async throws {
        let live = try live {
            $0.connectionLimit = 8
            $0.bodySeconds = 600
        }
        let port = try await live.port
        // A body that is still to come is work under way.
        let busy = try RawConnection(port: port)
        let body = #"{"session":"s","product":"p0"}"#
        busy.write(
            "POST /v1/clicks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        )
        while live.server.metrics.requests.inFlight == 0 { try await Task.sleep(for: .milliseconds(1)) }
        var idle: [RawConnection] = []
        for _ in 0..<60 { idle.append(try RawConnection(port: port)) }
        #expect(try await ask(port))
        #expect(closed(live, .room) > 30)
        busy.write(body)
        #expect(await busy.read(until: "\"}\n")?.hasPrefix("HTTP/1.1 200 OK") == true)
        withExtendedLifetime(idle) {}
        live.stop()
        try await live.stopped()
    }

    @Test func aHeadThatTakesTooLongEndsItsConnectionAndNoOther() async throws {
        let live = try live { $0.headerSeconds = 1 }
        let port = try await live.port
        let slow = try RawConnection(port: port)
        slow.write("GET /healthz HTTP/1.1\r\n")
        // A byte now and then does not help.
        let trickling = Task {
            while slow.write("A: b\r\n") { try await Task.sleep(for: .milliseconds(50)) }
        }
        let patient = try RawConnection(port: port)
        patient.write(Self.health)
        #expect(await patient.read(until: Self.alive) != nil)
        #expect(await slow.read()?.contains("alive") != true)
        try await trickling.value
        #expect(closed(live, .slowHead) == 1)
        // One that asked in time and waits is still there.
        #expect(patient.write(Self.health))
        #expect(await patient.read(until: Self.alive)?.hasSuffix(Self.alive) == true)
        live.stop()
        try await live.stopped()
    }

    @Test func aClientThatDoesNotTakeItsAnswersLosesItsConnection() async throws {
        let live = try live { $0.sendSeconds = 1 }
        let port = try await live.port
        let deaf = try RawConnection(port: port)
        let question = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for _ in 0..<400 { deaf.write(question) }
        while closed(live, .slowReader) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await ask(port))
        withExtendedLifetime(deaf) {}
        live.stop()
        try await live.stopped()
    }

    @Test func aBodyThatTricklesIsAnsweredWithoutHoldingUpOthers() async throws {
        let live = try live { $0.bodySeconds = 1 }
        let port = try await live.port
        let slow = (0..<40).compactMap { _ in try? RawConnection(port: port) }
        for connection in slow {
            connection.write(
                "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
            )
        }
        #expect(try await ask(port))
        for connection in slow {
            let answer = await connection.read(until: "}")
            #expect(answer?.contains("HTTP/1.1 408") == true && answer?.contains("slow-body") == true)
        }
        live.stop()
        try await live.stopped()
    }

    @Test func theLimitOfOpenFilesBoundsTheConnections() {
        var settings = ServiceSettings()
        for (files, wanted, limit) in [
            (64, 4096, 32), (1024, 4096, 768), (65_536, 4096, 4096), (65_536, 8, 8), (1, 8, 1),
        ] {
            settings.connectionLimit = wanted
            #expect(ConnectionTable(settings: settings, openFiles: files).limit == limit)
        }
    }

    @Test func whileItDrainsItAnswersAndSaysThatItIsNotReady() async throws {
        var settings = ServiceSettings()
        settings.drainSeconds = 8
        let live = try LiveServer(try ServiceWorld(), settings)
        let port = try await live.port
        func answer(_ path: String) async throws -> String {
            let connection = try RawConnection(port: port)
            connection.write("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return await connection.read() ?? ""
        }
        #expect(try await answer("/readyz").hasPrefix("HTTP/1.1 200"))
        live.stop()
        let ready = try await answer("/readyz")
        #expect(ready.hasPrefix("HTTP/1.1 503") && ready.contains("problem:draining") && ready.contains("Retry-After"))
        #expect(try await answer("/healthz").contains("alive"))
        #expect(try await answer("/v1/search?q=mug").hasPrefix("HTTP/1.1 200"))
        try await live.stopped()
        #expect(throws: RawConnection.Failed.self) { try RawConnection(port: port) }
    }
}
