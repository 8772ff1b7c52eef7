/// The tables of `Benchmarks index`.
struct IndexReport {
    let engines: [MeasuredEngine]
    let recall: Double
    let ways: [MeasuredEngine.Way]
    let rounds: Int

    func print() {
        builds()
        for way in ways { speeds(way) }
        Swift.print(
            """
            Notes. Memory is what is no file's: for ours right after the build, with no row mapped from disk; then, by its own \
            account, what searches need of the mapped file. Ours are asked as a server has them, opened from a mapped file that \
            lies in the system's cache. A peer asked one by one pays for the call from Python, some microseconds each, so our \
            single queries are held against the better of its single queries and its batches. Batches of ours are shared out \
            over all cores by the index itself, so with one thread those of peers are shown alone. Exact indexes of ours use \
            all cores for one query. Of inverted lists the breadth is how many lists are looked at.
            """)
    }

    private func builds() {
        Swift.print("\nbuilding: seconds, MiB")
        for engine in engines {
            let needed = engine.needed.map { ", \(text($0)) with what is read from disk left out" } ?? ""
            Swift.print(
                "  \(pad(engine.engine.name)) \(text(engine.seconds, 2)) s  \(text(engine.mebibytes)) MiB\(needed)")
        }
    }

    private func speeds(_ way: MeasuredEngine.Way) {
        let asked = way.batch == 1 ? "one at a time" : "batches of \(way.batch)"
        Swift.print("\nqueries a second, \(way.threads) thread(s), \(asked); medians of \(rounds) rounds")
        // Ours share a batch out over all cores: with one thread that would be no comparison.
        let isShared = way.batch > 1 && way.threads == 1
        for engine in engines
        where !engine.points.allSatisfy({ $0.rates[way] == nil }) && !(isShared && engine.engine.isOurs) {
            let points = engine.points.map { point in
                "\(text(median(point.rates[way] ?? []))) at \(text(point.recall, 4)) (breadth \(point.breadth))"
            }
            let rate = engine.rate(way, at: recall)
            Swift.print(
                "  \(pad(engine.engine.name)) "
                    + (rate.map { "\(text($0)) at \(recall)" } ?? "\(recall) is not reached")
                    + "; " + points.joined(separator: ", "))
        }
        let peers = engines.filter { !$0.engine.isOurs }.compactMap { peer in
            best(peer, way).map { (name: peer.engine.name, rate: $0) }
        }
        guard let peer = peers.max(by: { $0.rate < $1.rate }) else { return }
        for engine in engines where engine.engine.isOurs && !isShared {
            guard let rate = engine.rate(way, at: recall) else { continue }
            Swift.print("  \(engine.engine.name) against \(peer.name): ratio \(text(rate / peer.rate, 2))")
        }
    }

    /// Of a peer that is asked one by one, the better of that and of its batches: Python's calls are not its fault.
    private func best(_ peer: MeasuredEngine, _ way: MeasuredEngine.Way) -> Double? {
        ways.filter { $0.threads == way.threads && ($0 == way || way.batch == 1) }
            .compactMap { peer.rate($0, at: recall) }.max()
    }

    private func pad(_ name: String) -> String { name + String(repeating: " ", count: max(0, 20 - name.count)) }
}
