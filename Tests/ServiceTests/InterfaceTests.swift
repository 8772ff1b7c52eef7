import Catalog
import Foundation
import Testing

@testable import Service

/// Programs of others that talk to a live server: a property-based client, ours in Python, and the documentation's lines.
@Suite(.timeLimit(.minutes(10))) struct InterfaceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL
    private static let python = root.appending(path: ".build/python/bin/python").path

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: python),
            "there is no \(python): run `Tools/setup --tests`"), arguments: ["any", "known"])
    func noQuestionFailsTheServerOrHasAnAnswerThatTheDocumentDoesNotDescribe(values: String) async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        let log = world.folder.path("log")
        let status = try await Program.run(
            Self.python,
            [
                Self.root.appending(path: "Tools/checks/interface.py").path,
                "http://127.0.0.1:\(try await live.port)", values,
            ], output: log)
        let said = try String(contentsOfFile: log, encoding: .utf8)
        let counts = try #require(said.firstMatch(of: /(\d+) generated, (\d+) passed/), "\(said)")
        #expect(status == 0 && counts.1 == counts.2 && (Int(counts.1) ?? 0) > 1000, "\(said)")
        live.stop()
        try await live.stopped()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "there is no Python"))
    func theClientInPythonAsksAndStoresAndHearsWhatWentWrong() async throws {
        let world = try ServiceWorld()
        let live = try LiveServer(world, Self.keyed())
        let log = world.folder.path("log")
        let status = try await Program.run(
            "/usr/bin/python3",
            [
                Self.root.appending(path: "Tools/checks/client.py").path, "http://127.0.0.1:\(try await live.port)",
                Self.key, try world.folder.write(ServiceWorld.png("p3"), to: "given.png"),
            ], output: log, errors: world.folder.path("errors"))
        let said = try String(contentsOfFile: log, encoding: .utf8)
        let errors = try String(contentsOfFile: world.folder.path("errors"), encoding: .utf8)
        #expect(status == 0 && said == "done\n", "\(errors)")
        live.stop()
        try await live.stopped()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "there is no curl"))
    func theLinesOfTheDocumentationDoWhatTheyAreSaidToDo() async throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/http.md"), encoding: .utf8)
        let blocks = text.matches(of: /```sh\n((?s).*?)```/).map { String($0.1) }
        #expect(blocks.count > 9)
        let world = try ServiceWorld()
        let live = try LiveServer(world)
        _ = try world.folder.write(ServiceWorld.png("p1"), to: "boot.png")
        let head = """
            set -euo pipefail
            cd '\(world.folder.url.path)'
            ADDRESS=http://127.0.0.1:\(try await live.port) KEY=\(Self.key)

            """
        let log = world.folder.path("log")
        for block in blocks {
            let status = try await Program.run("/bin/bash", ["-c", head + block], output: log, errors: log + ".errors")
            let said = try [log, log + ".errors"].map { try String(contentsOfFile: $0, encoding: .utf8) }
            #expect(status == 0, "\(block)\(said)")
        }
        // Of the lines one was bad, and of what was stored one was removed.
        #expect(
            try ["boot-1", "boot-2", "boot-3"].map { try world.store.product(SearchRequest.id($0)) != nil } == [
                true, false, false,
            ])
        live.stop()
        try await live.stopped()
    }

    private static let key = "a-key-of-the-tests"

    private static func keyed() -> ServiceSettings {
        var settings = ServiceSettings()
        settings.keys = [AccessKey(name: "all", hash: SHA256.hexadecimal(Array(key.utf8)), role: .admin)]
        return settings
    }
}
