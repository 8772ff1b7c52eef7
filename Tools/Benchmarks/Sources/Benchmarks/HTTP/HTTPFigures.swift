import Foundation

/// What rounds of one load came to: the median of their rates, and percentiles of all their answers.
struct HTTPFigures {
    let rate: Double
    let slowest, quickest: Double
    let all: Load.Outcome

    init(_ rounds: [Load.Outcome]) {
        let rates = rounds.map(\.rate).sorted()
        (rate, slowest, quickest) = (rates[rates.count / 2], rates[0], rates[rates.count - 1])
        all = rounds.dropFirst().reduce(into: rounds[0]) { $0.add($1) }
    }

    var words: String {
        String(
            format: "%.0f a second (%.0f to %.0f), p50 %.2f ms, p99 %.2f ms", rate, slowest, quickest,
            all.accepted.median, all.accepted.percentile(0.99)) + all.faults
    }

    func against(_ peer: HTTPFigures) -> String {
        String(
            format: "%.2f times as many as the peer; p50 %.2f of its, p99 %.2f", rate / peer.rate,
            all.accepted.median / peer.all.accepted.median,
            all.accepted.percentile(0.99) / peer.all.accepted.percentile(0.99))
    }
}

extension Load.Outcome {
    /// Other statuses than 200, and what broke; nothing where all went well.
    var faults: String {
        let others = statuses.filter { $0.key != 200 }.sorted { $0.key < $1.key }
        var parts = others.map { "\($0.value) of status \($0.key)" }
        if broken > 0 { parts.append("\(broken) broken") }
        return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
    }
}
