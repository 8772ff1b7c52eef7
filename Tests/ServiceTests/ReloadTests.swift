import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite struct ReloadTests {
    private func bearer(_ key: String) -> HTTPFields { [.authorization: "Bearer \(key)"] }

    @Test func keysLimitsAndOriginsAreTakenUpByTheRunningServer() async throws {
        var settings = ServiceSettings()
        settings.keys = [.sample("old", "old", .read)]
        let log = try KeptLog(.text)
        let server = try ServiceWorld.shared.get().server(settings, log: log.handler)
        try await server.application.test(.router) { client in
            #expect(try await client.ask(.get, "/v1/products/p0", headers: bearer("old")).status == 200)
            var changed = ServiceSettings()
            changed.keys = [.sample("new", "new", .read)]
            changed.rateLimit = RateLimit(perSecond: 0.0001, burst: 2)
            changed.origins = .any
            #expect(server.reload(changed))
            #expect(try await client.ask(.get, "/v1/products/p0", headers: bearer("old")).status == 401)
            var statuses: [Int] = []
            for _ in 0..<3 {
                statuses.append(try await client.ask(.get, "/v1/products/p0", headers: bearer("new")).status)
            }
            #expect(statuses == [200, 200, 429])
            let health = try await client.ask(.get, "/healthz", headers: [.origin: "https://a.example"])
            #expect(health.response.headers[.accessControlAllowOrigin] == "*")
        }
        #expect(try log.text.contains("the settings were read again"))
        #expect(try !log.text.contains("next start"))
    }

    @Test func whatNeedsANewStartIsSaidAndStays() async throws {
        let log = try KeptLog(.text)
        let server = try ServiceWorld.shared.get().server(log: log.handler)
        var settings = ServiceSettings()
        (settings.port, settings.queueBound, settings.rateLimit.burst) = (1, 2, 3)
        settings.tls = TLSFiles(certificate: "/no/such", key: "/no/such")
        #expect(server.reload(settings))
        #expect(try log.text.contains(#"at the next start alone settings="port, queue_bound, tls""#))
        #expect(server.encoding.bound == 64)
    }

    @Test func settingsThatWouldOpenTheServerToAllAreNotTakenUp() async throws {
        var settings = ServiceSettings()
        settings.host = "0.0.0.0"
        settings.keys = [.sample("a", "a", .read)]
        let log = try KeptLog(.text)
        let server = try ServiceWorld.shared.get().server(settings, log: log.handler)
        try await server.application.test(.router) { client in
            var open = ServiceSettings()
            open.host = "0.0.0.0"
            #expect(!server.reload(open))
            open.host = "127.0.0.1"
            #expect(!server.reload(open), "it still listens where it did")
            #expect(try await client.ask(.get, "/v1/products/p0").status == 401)
            #expect(try await client.ask(.get, "/v1/products/p0", headers: bearer("a")).status == 200)
            let text = try await client.ask(.get, "/metrics", headers: bearer("a")).text
            #expect(text.contains("samestyle_settings_last_reload_successful 0\n"))
        }
        #expect(try log.text.contains("the settings are not taken up; those before stay"))
    }

    @Test func keysThatComeEndTheLimitToTheMachinesOwnNames() async throws {
        let server = try ServiceWorld.shared.get().server()
        #expect(server.policy.current.isLoopbackOnly)
        var settings = ServiceSettings()
        settings.keys = [.sample("a", "a", .read)]
        #expect(server.reload(settings))
        #expect(!server.policy.current.isLoopbackOnly)
    }
}
