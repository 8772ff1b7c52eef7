import Foundation

extension LifeCommand {
    private static let puts = 200

    /// Products written one by one, each looked for at once.
    func measureWrites(_ shop: ServedShop, _ written: inout WrittenProducts) throws {
        let client = try SocketClient(port: shop.port)
        var (writes, found, late) = (Samples(), Samples(), 0)
        for at in 0..<Self.puts where written.changes + 1 < written.due {
            // A word that no other title has.
            let word = "new\(at)q"
            let began = ContinuousClock.now
            let id = try written.put(and: word, over: client)
            writes.add(.now - began)
            var tries = 0
            while true {
                let answer = try client.get("/v1/search?q=\(word)&limit=5")
                if answer.text.contains("\"id\":\"\(id)\"") { break }
                tries += 1
                guard tries < 1000 else { throw LifeError.slow("the product \(id)") }
            }
            found.add(.now - began)
            if tries > 0 { late += 1 }
        }
        say("PUT: \(writes.words)")
        say("from a PUT's sending to its being found: \(found.words) (limit 200 ms); \(late) not by the first question")
    }
}
