import Foundation
import Testing

@testable import Service

/// Bytes that are no request, over a real socket.
@Suite(.timeLimit(.minutes(10))) struct UnreadableTests {
    @Test(arguments: [
        "garbage\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET /\(String(repeating: "x", count: 100_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nA: \(String(repeating: "y", count: 100_000))\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    ])
    func whatIsNoRequestIsToldSoLikeEverythingElse(bytes: String) async throws {
        let log = try KeptLog(.json)
        let live = try LiveServer(try ServiceWorld(publishing: false), log: log.handler)
        let connection = try RawConnection(port: try await live.port)
        connection.write(bytes)
        let answer = try #require(await connection.read())
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
        for part in [
            "X-Request-Id: ", "X-Content-Type-Options: nosniff", #""type":"urn:samestyle:problem:unreadable""#,
        ] {
            #expect(answer.contains(part), "\(part): \(answer)")
        }
        let id = try #require(answer.firstMatch(of: /X-Request-Id: (\S+)/)?.1)
        #expect(answer.contains("urn:samestyle:request:\(id)"))
        #expect(try log.objects.contains { $0["request"] as? String == String(id) && $0["status"] as? Int == 400 })
        live.stop()
        try await live.stopped()
    }
}
