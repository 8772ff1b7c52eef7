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
}
