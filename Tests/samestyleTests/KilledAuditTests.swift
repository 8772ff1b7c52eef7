import Foundation
import Testing

/// An audit that a daemon runs while the daemon is killed, and while it is told to stop.
@Suite struct KilledAuditTests {
    @Test(.timeLimit(.minutes(20))) func anAuditThatWasKilledOrToldToStopGoesOn() async throws {
        let daemon = try KilledDaemon()
        var client = try await daemon.start()
        let killed = try await begun(client, #"{"threshold":0.8}"#)
        daemon.kill()
        client = try await daemon.start()
        #expect(await client.ask("GET", "/v1/audits/\(killed)")?.object["state"] as? String == "stopped")
        #expect(try await begun(client, #"{"threshold":0.8}"#) == killed, "it goes on under its name")
        while await client.ask("GET", "/v1/audits/\(killed)")?.object["state"] as? String == "running" {
            try await Task.sleep(for: .milliseconds(50))
        }
        let done = try #require(await client.ask("GET", "/v1/audits/\(killed)")).object
        #expect(done["state"] as? String == "done" && (done["listings"] as? Int ?? 0) > 0, "\(done)")
        // An orderly end leaves it to be gone on with, too.
        let told = try await begun(client, #"{"threshold":0.9}"#)
        try await daemon.stop()
        client = try await daemon.start()
        #expect(await client.ask("GET", "/v1/audits/\(told)")?.object["state"] as? String == "stopped")
        #expect(await client.ask("DELETE", "/v1/audits/\(told)")?.status == 204)
        // What the program finds is kept beside.
        try daemon.audit()
        let list = try #require(await client.ask("GET", "/v1/audits")).object["audits"] as? [[String: Any]]
        #expect(list?.count == 2 && list?.allSatisfy { $0["state"] as? String == "done" } == true)
        try await daemon.stop()
    }

    private func begun(_ client: KilledDaemon.Client, _ body: String) async throws -> String {
        let begun = try #require(await client.ask("POST", "/v1/audits", body))
        #expect(begun.status == 202, "\(begun.text)")
        return try #require(begun.object["id"] as? String)
    }
}
