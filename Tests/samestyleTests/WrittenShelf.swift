import Foundation
import Testing

/// Products that one writer stores, changes and deletes, and what it was told of each.
struct WrittenShelf: Sendable {
    private let name: String
    private var draw: Draw
    /// What was acknowledged last; nil for deleted.
    private var known: [String: String?] = [:]
    /// What was asked for when the daemon was killed: it may hold, or not.
    private var open: [String: String?] = [:]
    private(set) var acknowledged = 0

    init(name: String, seed: UInt64) {
        self.name = name
        draw = Draw(state: seed)
    }

    /// Writes until the daemon is gone.
    mutating func write(_ client: KilledDaemon.Client) async {
        while true {
            let batch = draw.next(6) == 0 ? (0..<20).map { _ in product() } : [product()]
            let isDeletion = batch.count == 1 && draw.next(4) == 0 && known[batch[0].id] != nil
            let wanted = batch.map { ($0.id, isDeletion ? nil : Optional($0.title)) }
            for (id, title) in wanted { open.updateValue(title, forKey: id) }
            let answered: Bool
            if isDeletion {
                answered =
                    await client.ask("DELETE", "/v1/products/\(batch[0].id)").map { [204, 404].contains($0.status) }
                    ?? false
            } else if batch.count == 1 {
                let body = #"{"title":"\#(batch[0].title)"}"#
                answered = await client.ask("PUT", "/v1/products/\(batch[0].id)", body).map { $0.status < 300 } ?? false
            } else {
                let lines = batch.map { #"{"id":"\#($0.id)","title":"\#($0.title)"}"# }.joined(separator: "\n")
                answered =
                    await client.ask("POST", "/v1/products", lines, type: "application/x-ndjson")
                    .map { $0.status == 200 && !$0.text.contains("error") } ?? false
            }
            guard answered else { return }
            for (id, title) in wanted {
                known.updateValue(title, forKey: id)
                open[id] = nil
            }
            acknowledged += wanted.count
        }
    }

    private mutating func product() -> (id: String, title: String) {
        let words = (0..<3).map { _ in String(UnicodeScalar(UInt8(97 + draw.next(26)))) + "\(draw.next(1_000_000))" }
        return ("\(name)-\(draw.next(60))", words.joined(separator: " "))
    }

    /// Holds what the daemon says of every product against what it acknowledged.
    ///
    /// - Returns: How many were looked at.
    mutating func check(_ client: KilledDaemon.Client) async throws -> Int {
        for id in Set(known.keys).union(open.keys) {
            let reply = try #require(await client.ask("GET", "/v1/products/\(id)"))
            let title = reply.status == 200 ? try #require(reply.object["title"] as? String) : nil
            // As it was acknowledged last, or as was asked for when the daemon was killed.
            let allowed = [known[id] ?? nil] + (open[id].map { [$0] } ?? [])
            #expect(allowed.contains(title), "\(id) is \(title ?? "gone") and not \(allowed)")
            // It is found, or not, as the catalogue has it.
            var similar = try #require(await client.ask("GET", "/v1/products/\(id)/similar?limit=1"))
            // What nobody was told of may take the moment in which the daemon looks what the catalogue has.
            for _ in 0..<100 where similar.status == 409 && known[id] ?? nil != title {
                try await Task.sleep(for: .milliseconds(50))
                similar = try #require(await client.ask("GET", "/v1/products/\(id)/similar?limit=1"))
            }
            #expect(similar.status == (title == nil ? 404 : 200), "\(id): \(similar.text)")
            if let title {
                let words = title.replacing(" ", with: "+")
                let found = try #require(await client.ask("GET", "/v1/search?q=\(words)&limit=3"))
                #expect(found.text.contains("\"\(id)\""), "\(id) is not found by \(title)")
            } else if let last = allowed.compactMap({ $0 }).first {
                let found = try #require(await client.ask("GET", "/v1/search?q=\(last.replacing(" ", with: "+"))"))
                #expect(!found.text.contains("\"\(id)\""), "\(id) is deleted and found")
            }
            known.updateValue(title, forKey: id)
        }
        open = [:]
        return known.count
    }

    /// The same writes in every run; only the kills come when they come.
    private struct Draw: Sendable {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
