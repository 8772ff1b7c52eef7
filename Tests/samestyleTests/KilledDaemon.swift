import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `samestyle serve` over a small shop, started and killed again and again.
final class KilledDaemon {
    let program: Program
    private let settings: String
    private var running: Program.Running?
    /// How often changes were folded into a new index.
    private(set) var folds = 0

    /// - Parameter prepare: Called before the shop is copied into the data folder.
    init(prepare: (URL) throws -> Void = { _ in }) throws {
        let shop = try IndexedShop.program()
        program = try Program()
        try FileManager.default.createDirectory(at: program.data, withIntermediateDirectories: true)
        try prepare(program.data)
        for name in try FileManager.default.contentsOfDirectory(atPath: shop.data.path) {
            let (from, to) = (shop.data.appending(path: name), program.data.appending(path: name))
            try FileManager.default.copyItem(at: from, to: to)
        }
        // A fold every few writes, so that kills meet it.
        settings = try program.scratch.write("port: 0\nfold_after: 15\n", to: "settings.yaml")
    }

    /// - Returns: Once it answers questions.
    func start(limit: String? = nil) async throws -> Client {
        let running = try program.start(["serve", "--settings", settings], json: false, limit: limit)
        self.running = running
        let isServing = running.until { running.printed.contains("/; Ctrl-C") }
        #expect(isServing, "the daemon did not start: \(running.said)")
        let address = try #require(running.printed.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).output
        let client = Client(address: String(address))
        for _ in 0..<1000 {
            if await client.ask("GET", "/readyz")?.status == 200 { return client }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("the daemon has no index: \(running.said)")
        return client
    }

    func kill() {
        running?.send(SIGKILL)
        count()
    }

    /// Ends it as an operator would.
    func stop() async throws {
        running?.send(SIGTERM)
        let outcome = try #require(try running?.wait())
        #expect(outcome.status == 0, "\(outcome.errors)")
        count()
    }

    /// Holds that no listing is taken for a duplicate of itself, however often it was folded.
    func audit() throws {
        let out = program.scratch.path("report")
        let outcome = try program.run("audit", "--out", out)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try String(contentsOf: URL(filePath: out).appending(path: "clusters.jsonl"), encoding: .utf8)
        for line in lines.split(separator: "\n") {
            let cluster = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let ids = try #require(cluster["members"] as? [[String: Any]]).compactMap { $0["id"] as? String }
            #expect(Set(ids).count == ids.count)
        }
    }

    private func count() {
        _ = try? running?.wait()
        folds += running?.said.split(separator: "\n").count { $0.contains("folded into a new index") } ?? 0
    }

    /// Asks one daemon.
    struct Client: Sendable {
        let address: String

        struct Reply: Sendable {
            let status: Int
            let text: String

            var object: [String: Any] {
                (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
            }
        }

        /// Nil where it is gone.
        func ask(_ method: String, _ path: String, _ body: String? = nil, type: String = "application/json") async
            -> Reply?
        {
            guard let url = URL(string: address + path) else { return nil }
            var request = URLRequest(url: url, timeoutInterval: 30)
            request.httpMethod = method
            request.httpBody = body.map { Data($0.utf8) }
            if body != nil { request.setValue(type, forHTTPHeaderField: "Content-Type") }
            guard let (data, response) = try? await URLSession.shared.data(for: request),
                let status = (response as? HTTPURLResponse)?.statusCode
            else { return nil }
            return Reply(status: status, text: String(decoding: data, as: UTF8.self))
        }
    }
}
