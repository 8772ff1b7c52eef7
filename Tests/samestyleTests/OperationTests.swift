import Foundation
import Testing

/// The daemon as an operator runs it: told to read its settings again, to log for a program, and to stop.
@Suite(.timeLimit(.minutes(10))) struct OperationTests {
    /// The SHA-256 of `new`.
    private static let hashOfNew = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"

    private func start(_ program: Program, _ settings: String) async throws -> (Program.Running, KilledDaemon.Client) {
        let running = try program.start(["serve", "--settings", settings], json: false)
        let isServing = running.until { running.printed.contains("/; Ctrl-C") }
        #expect(isServing, "the daemon did not start: \(running.said)")
        let address = try #require(running.printed.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).output
        return (running, KilledDaemon.Client(address: String(address)))
    }

    @Test func aHangupHasItReadItsSettingsAgainAndABadFileChangesNothing() async throws {
        let program = try Program()
        let settings = try program.scratch.write("port: 0\nlog_format: json\n", to: "settings.yaml")
        let (running, client) = try await start(program, settings)
        #expect(await client.ask("GET", "/v1/products")?.status == 200)
        func hangUp(_ text: String, until said: String) throws {
            _ = try program.scratch.write(text, to: "settings.yaml")
            running.send(SIGHUP)
            let isHeard = running.until { running.said.contains(said) }
            #expect(isHeard, "\(running.said)")
        }
        let key = "keys:\n  - {name: a, sha256: \(Self.hashOfNew), role: read}\n"
        try hangUp("port: 0\nlog_format: json\n" + key, until: "the settings were read again")
        #expect(await client.ask("GET", "/v1/products")?.status == 401)
        try hangUp("prot: 0\n", until: "there is no setting prot")
        #expect(await client.ask("GET", "/v1/products")?.status == 401)
        try hangUp("port: 1\nlog_format: json\nlog_level: warning\n" + key, until: "at the next start alone")
        #expect(await client.ask("GET", "/healthz")?.status == 200)
        running.send(SIGTERM)
        let outcome = try running.wait()
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count > 4)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["message"] != nil, "\(line)")
        }
        #expect(lines.last?.contains("at the next start alone") == true, "what is less than a warning is not logged")
    }

    @Test func whileItDrainsItIsNotReadyAndGoesOnAnswering() async throws {
        let program = try Program()
        let settings = try program.scratch.write("port: 0\ndrain_seconds: 10\n", to: "settings.yaml")
        let (running, client) = try await start(program, settings)
        #expect(await client.ask("GET", "/readyz")?.text.contains("no-index") == true)
        running.send(SIGTERM)
        var ready: KilledDaemon.Client.Reply?
        while running.isRunning, ready?.text.contains("draining") != true { ready = await client.ask("GET", "/readyz") }
        #expect(ready?.status == 503 && ready?.text.contains("draining") == true)
        #expect(await client.ask("GET", "/healthz")?.status == 200)
        #expect(try running.wait().status == 0)
    }

    @Test(arguments: [
        ("tls: {certificate: /no/such, key: /no/such}\n", "/no/such: there is no such file, or it cannot be read"),
        ("log_level: loud\n", "settings.yaml:1: log_level is one of trace, debug"),
        ("port: 0\nhots: a\n", "settings.yaml:2: there is no setting hots"),
        ("host: 0.0.0.0\n", "0.0.0.0 can be reached from other machines and the settings have no keys"),
    ])
    func settingsThatCannotBeUsedAreSaidAtTheStart(yaml: String, says: String) throws {
        let program = try Program()
        let settings = try program.scratch.write(yaml, to: "settings.yaml")
        let outcome = try program.run("serve", "--settings", settings)
        #expect(outcome.status == (yaml.hasPrefix("host") ? 64 : 65))
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }
}
