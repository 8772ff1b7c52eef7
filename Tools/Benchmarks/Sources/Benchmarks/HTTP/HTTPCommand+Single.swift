import Foundation

extension HTTPCommand {
    private static let compared = 100
    private static let single = 300
    private static let warming = 50

    /// How many of the first ten answers are the same.
    func compareAnswers(
        _ kind: AskedKind, _ requests: [[UInt8]], _ served: ServedShop, _ peer: HTTPPeer
    ) throws {
        let (ours, theirs) = (try SocketClient(port: served.port), try SocketClient(port: peer.ports[0]))
        var (common, asked, same, apart) = (0, 0, 0, 0.0)
        for request in requests.prefix(Self.compared) {
            let own = try SearchedAnswer(ours.ask(request))
            let other = try SearchedAnswer(theirs.ask(request))
            common += Set(own.first).intersection(other.first).count
            asked += max(own.first.count, other.first.count)
            if own.first.first == other.first.first { same += 1 }
            // Place by place: of answers that are as near as each other it matters little which comes first.
            for (one, another) in zip(own.results, other.results) { apart = max(apart, abs(one.score - another.score)) }
        }
        say(
            String(
                format: "%@: %.1f %% of the first ten answers are the peer's too, and %d of %d first ones; "
                    + "scores of one place differ by %.4f at most", kind.rawValue,
                100 * Double(common) / Double(max(1, asked)), same, min(Self.compared, requests.count), apart))
    }

    /// What an answer takes one client beyond decoding, encoding and searching, as the answer itself says it.
    func measureOverhead(_ kind: AskedKind, _ requests: [[UInt8]], _ served: ServedShop) throws {
        let client = try SocketClient(port: served.port)
        var (whole, beyond, waited) = (Samples(), Samples(), Samples())
        var parts = [Samples(), Samples(), Samples()]
        for at in 0..<(Self.single + Self.warming) {
            let request = requests[at % requests.count]
            let began = ContinuousClock.now
            let answer = try client.ask(request)
            let took = ContinuousClock.now - began
            let told = try SearchedAnswer(answer).took
            guard at >= Self.warming else { continue }
            let work = told.decode + told.encode + told.search
            whole.add(took)
            beyond.add(took - .milliseconds(work))
            waited.add(.milliseconds(told.total - work))
            for (part, value) in [told.decode, told.encode, told.search].enumerated() {
                parts[part].add(.milliseconds(value))
            }
        }
        say(
            String(
                format: "%@, one client: p50 %.2f ms; decode %.2f, encode %.2f, search %.2f", kind.rawValue,
                whole.median, parts[0].median, parts[1].median, parts[2].median)
                + String(
                    format: "; beyond these %.2f at p50 (limit .5), %.2f of it waiting for a core", beyond.median,
                    waited.median))
    }
}
