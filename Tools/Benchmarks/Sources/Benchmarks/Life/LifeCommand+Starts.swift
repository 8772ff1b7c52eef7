import Foundation

extension LifeCommand {
    /// From the start of the program to the first answer, the page cache warm.
    func measureStarts(_ shop: LifeFolder) throws {
        var (seconds, first, later): ([Double], (Int, Int), (Int, Int)) = ([], (0, 0), (0, 0))
        let questions = Question.drawn(200, products: products)
        // The first round warms what later ones are measured with.
        for round in 0...rounds {
            let served = try shop.serve(foldAfter: 1)
            defer { served.program.end() }
            let client = try SocketClient(port: served.port)
            let took = try answer(questions[0], client, since: served.program.began)
            if round > 0 { seconds.append(took) }
            first = served.program.memory
            for question in questions { _ = try client.get(question.path) }
            later = served.program.memory
        }
        say(
            String(
                format: "start to the first answer: %.2f s, the median of %d (limit 3)",
                seconds.sorted()[seconds.count / 2], rounds))
        say(
            "memory then: \(first.0) MiB, \(first.1) of them no pages of files; "
                + "after 200 questions \(later.0) and \(later.1)")
    }

    /// The same with as many changes beside the index as go without a fold: they are read from the journal.
    func measureRestart(_ shop: LifeFolder, after served: ServedShop, _ written: inout WrittenProducts) throws {
        while written.hasRoom { try written.post() }
        served.program.end()
        let again = try shop.serve(foldAfter: 1)
        defer { again.program.end() }
        let client = try SocketClient(port: again.port)
        let seconds = try answer(
            Question(kind: .similar, path: "/v1/products/\(written.last)/similar"), client, since: again.program.began)
        say(
            String(
                format: "start with %d changes since the last fold, to an answer about the last of them: %.2f s",
                written.changes, seconds))
    }

    private func answer(
        _ question: Question, _ client: SocketClient, since began: ContinuousClock.Instant
    ) throws -> Double {
        let answer = try client.get(question.path)
        guard answer.status == 200 else { throw LifeError.answer(answer.text) }
        return (.now - began) / .seconds(1)
    }
}
