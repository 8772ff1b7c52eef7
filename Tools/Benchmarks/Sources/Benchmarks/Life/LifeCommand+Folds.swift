import Foundation

extension LifeCommand {
    private static let folded = "changes are folded into a new index"

    /// What the server was at while a question was answered.
    private enum Phase: String, CaseIterable {
        case idle
        /// As much as goes without a fold was written and lies beside the graphs.
        case changed
        case folding
    }

    /// The same questions while nothing else goes on, beside many changes, and during folds, by turns.
    func measureFolds(_ shop: ServedShop, _ written: inout WrittenProducts) throws {
        // Many more than the server keeps orders of for those who turn pages.
        let questions = Question.drawn(30_000, products: products)
        var (samples, folds): ([String: Samples], [Double]) = ([:], [])
        func keep(_ answers: [ServedShop.Answered], _ clients: Int, _ phase: Phase) {
            for answer in answers {
                let kind = answer.question.kind
                samples[Self.key(clients, kind, phase), default: Samples()].add(answer.ended - answer.began)
            }
        }
        // What was written before is folded in first.
        while written.hasRoom { try written.post() }
        try written.post()
        try wait(shop, folds: 1, &written)
        for _ in 0..<rounds {
            for clients in 1...2 {
                keep(try ask(shop, questions, clients), clients, .idle)
                while written.hasRoom { try written.post() }
                keep(try ask(shop, questions, clients), clients, .changed)
                try written.post()
                let (count, program) = (folds.count + 2, shop.program)
                let end = ContinuousClock.now + .seconds(1800)
                nonisolated(unsafe) let seen = program  // its lines lie behind a lock
                let answers = try shop.ask(questions, clients: clients) {
                    seen.lines(with: Self.folded).count >= count || .now > end
                }
                let fold = try wait(shop, folds: count, &written)
                folds.append(fold.seconds)
                say(String(format: "fold %d: %.1f s beside %d clients", folds.count, fold.seconds, clients))
                let began = fold.ended - .seconds(fold.seconds)
                keep(answers.filter { $0.ended > began && $0.began < fold.ended }, clients, .folding)
            }
        }
        report(samples, folds)
    }

    private func ask(_ shop: ServedShop, _ questions: [Question], _ clients: Int) throws -> [ServedShop.Answered] {
        let end = ContinuousClock.now + .seconds(seconds)
        return try shop.ask(questions, clients: clients) { .now > end }
    }

    /// Waits until the server said of so many folds that they are done: how long the last took, and when it ended.
    @discardableResult
    private func wait(
        _ shop: ServedShop, folds: Int, _ written: inout WrittenProducts
    ) throws -> (seconds: Double, ended: ContinuousClock.Instant) {
        let (line, at) = try shop.program.wait(for: Self.folded, count: folds, within: .seconds(1800))
        written.wereFolded()
        guard let found = line.firstMatch(of: /seconds=([0-9.]+)/), let seconds = Double(found.output.1) else {
            throw LifeError.answer(line)
        }
        return (seconds, at)
    }

    private static func key(_ clients: Int, _ kind: Question.Kind, _ phase: Phase) -> String {
        "\(clients) \(kind.rawValue) \(phase.rawValue)"
    }

    private func report(_ samples: [String: Samples], _ folds: [Double]) {
        say(String(format: "folds of a twentieth: %.1f s, their median", folds.sorted()[folds.count / 2]))
        say("clients, question: idle; changed; folding; p99 of folding to idle (limit 2), and to changed")
        for clients in 1...2 {
            for kind in Question.Kind.allCases {
                let phases = Phase.allCases.map { samples[Self.key(clients, kind, $0)] ?? Samples() }
                let ratios = [0, 1].map { phases[2].percentile(0.99) / phases[$0].percentile(0.99) }
                say(
                    "\(clients), \(kind.rawValue): " + phases.map(\.words).joined(separator: "; ")
                        + String(format: "; %.2f, %.2f", ratios[0], ratios[1]))
            }
        }
    }
}
