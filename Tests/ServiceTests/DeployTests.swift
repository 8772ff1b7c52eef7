import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Yams

@testable import Service

/// What deploy/ says of the server, held against the server. `Tools/check-deploy` holds it against those who read it.
@Suite struct DeployTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../deploy").standardizedFileURL

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test(arguments: ["grafana/samestyle.json", "prometheus/alerts.yaml", "prometheus/alerts.test.yaml", "README.md"])
    func theMetricsThatAreNamedAreServed(file: String) async throws {
        let served = try await families()
        let named = Set(
            try Self.text(file).matches(of: Regex(#"\bsamestyle_[a-z_]+[a-z]"#)).compactMap { $0[0].substring })
        #expect(named.count > 4)
        for name in named {
            let bare = ["_bucket", "_sum", "_count"].reduce(name) { name, end in
                name.hasSuffix(end) ? name.dropLast(end.count) : name
            }
            #expect(served[String(name)] != nil || served[String(bare)] == "histogram", "\(name)")
        }
    }

    @Test func theRoutesThatAreNamedInQueriesAreThere() throws {
        let routes = try ServiceWorld(publishing: false).server().routes.methods
        for file in ["grafana/samestyle.json", "prometheus/alerts.yaml"] {
            let named = try Self.text(file).matches(of: Regex(#"route!?=\\?"([^"\\]+)"#)).compactMap { $0[1].substring }
            #expect(!named.isEmpty)
            for route in named { #expect(routes[String(route)] != nil, "\(file): \(route)") }
        }
    }

    /// The kind of each metric that a server has which was asked and written to.
    private func families() async throws -> [String: String] {
        let server = try ServiceWorld().server()
        // Of a server with a certificate.
        server.metrics.expires(Date())
        return try await server.application.test(.router) { client in
            _ = try await client.ask(.get, "/v1/search?q=mug")
            _ = try await client.ask(.put, "/v1/products/n", #"{"title":"t"}"#)
            let text = try await client.ask(.get, "/metrics").text
            let kinds = text.matches(of: /# TYPE (\S+) (\S+)/).map { (String($0.1), String($0.2)) }
            return Dictionary(kinds) { first, _ in first }
        }
    }

    @Test func theProbesAskWhatIsOpenToAll() async throws {
        let pod = try Self.text("kubernetes/statefulset.yaml")
        let paths = Set(pod.matches(of: /httpGet: {path: ([^,]+),/).map { String($0.1) })
        #expect(paths == ["/healthz", "/readyz"])
        var settings = ServiceSettings()
        settings.keys = [AccessKey(name: "a", hash: String(repeating: "0", count: 64), role: .read)]
        try await ServiceWorld().server(settings).application.test(.router) { client in
            for path in paths {
                let reply = try await client.ask(.get, path)
                #expect(reply.status == 200)
            }
        }
    }

    @Test func theSettingsOfThePodAreThoseOfTheDaemonOnceTheKeysAreJoined() async throws {
        let world = try ServiceWorld(publishing: false)
        let pod = try #require(try Yams.load(yaml: Self.text("kubernetes/statefulset.yaml")) as? [String: Any])
        let template = (pod["spec"] as? [String: Any])?["template"] as? [String: Any]
        let part = try #require(((template?["spec"] as? [String: Any])?["initContainers"] as? [[String: Any]])?.first)
        var command = try #require(part["command"] as? [String])
        let keys = "keys:\n  - {name: a, sha256: \(String(repeating: "0", count: 64)), role: read}\n"
        let places = [
            "/settings/samestyle.yaml": Self.folder.appending(path: "kubernetes/settings.yaml").path,
            "/keys/keys.yaml": try world.folder.write(keys, to: "keys.yaml"),
            "/etc/samestyle/samestyle.yaml": world.folder.path("joined.yaml"),
        ]
        for (place, here) in places { command[2] = command[2].replacing(place, with: here) }
        #expect(try await Program.run("/bin/sh", Array(command.dropFirst())) == 0)
        let settings = try ServiceSettings(yamlFile: world.folder.path("joined.yaml"))
        #expect(settings.host == "0.0.0.0" && settings.keys.map(\.name) == ["a"])
        #expect(throws: Never.self) { try settings.check() }
        // Without the keys it listens to nobody.
        let alone = try ServiceSettings(yamlFile: Self.folder.appending(path: "kubernetes/settings.yaml").path)
        #expect(throws: ServerError.openToAll(host: "0.0.0.0")) { try alone.check() }
    }

    @Test func theHealthCheckOfTheImageTellsALivingServerFromADeadOne() async throws {
        let lines = try Self.text("Containerfile").replacing("\\\n", with: "")
        let list = try #require(lines.firstMatch(of: /HEALTHCHECK .* CMD (\[.*\])/)?.1)
        let command = try JSONDecoder().decode([String].self, from: Data(list.utf8))
        let live = try LiveServer(try ServiceWorld(publishing: false))
        let port = try await live.port
        let check = command.map { $0.replacing("127.0.0.1/8080", with: "127.0.0.1/\(port)") }
        #expect(check != command)
        #expect(try await Program.run("/usr/bin/env", check) == 0)
        live.stop()
        try await live.stopped()
        #expect(try await Program.run("/usr/bin/env", check) != 0)
    }
}
