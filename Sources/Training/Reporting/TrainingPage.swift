import Encoders
import Foundation

/// The page that shows how a training goes: one file that needs no other and asks the network for nothing.
struct TrainingPage {
    /// What does not change while it runs.
    struct Run {
        var model: String
        var plan: TrainingPlan
        var config: EncoderConfig
        /// To learn from, and held out.
        var products: (training: Int, heldOut: Int)
        var pairs: (training: Int, heldOut: Int)
    }

    enum State: Equatable {
        /// The share that is over, 0 to 1.
        case running(Double)
        case interrupted
        case finished
    }

    let run: Run
    let history: TrainingHistory
    let measured: HeldOutRecall.Result?
    let maps: EmbeddingMaps?
    let state: State

    init(
        _ run: Run, _ history: TrainingHistory, _ measured: HeldOutRecall.Result?, _ maps: EmbeddingMaps?,
        _ state: State
    ) {
        (self.run, self.history, self.measured, self.maps, self.state) = (run, history, measured, maps, state)
    }

    func text() -> String {
        let name = PageText.escaped(run.model)
        // Whoever watches a running training sees it go on.
        let refresh = if case .running = state { "<meta http-equiv=\"refresh\" content=\"30\">" } else { "" }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">\(refresh)
            <title>Training of \(name)</title><style>\(Self.style)</style></head><body>
            <header><h1>Training of <bdi>\(name)</bdi> <small>\(words)</small></h1>
            <p>\(Self.howToRead)</p></header><main>
            \(warnings)
            <div class="wide">\(loss)\(recall)</div>
            <div class="small">\(rate)\(speed)\(gradient)</div>
            \(space)
            <section><h2>Facts</h2><table>\(facts)</table></section>
            </main><footer>The numbers are in training.jsonl, a line per recorded step.</footer></body></html>

            """
    }

    private static let howToRead = """
        The model learns as long as its loss falls, its held-out recall rises above chance, and products of one colour \
        draw together in the map. If recall stays at chance, or the map stays one ball of mixed colours, it does not: \
        give it more pairs or more time, or lower the learning rate.
        """

    private var words: String {
        switch state {
        case .running(let done): "\(Int(100 * min(max(done, 0), 1))) % done"
        case .interrupted: "interrupted; --resume goes on"
        case .finished: "finished"
        }
    }

    private var warnings: String {
        // One that was given again and again is said once, for the last time it was.
        var last: [(words: String, step: Int)] = []
        for point in history.points {
            guard let words = point.warning else { continue }
            last.removeAll { Self.gist($0.words) == Self.gist(words) }
            last.append((words, point.step))
        }
        let items = last.suffix(10).map {
            "<li>\(PageText.escaped($0.words, longest: 400)) <small>step \(PageText.grouped($0.step))</small></li>"
        }
        return items.isEmpty ? "" : "<section class=\"warning\"><h2>Warnings</h2><ul>\(items.joined())</ul></section>"
    }

    /// A warning without its numbers.
    private static func gist(_ words: String) -> String { words.filter { !$0.isNumber } }

    private var space: String {
        guard let maps else {
            return "<section><p>No product with a click pair is held out, so nothing is mapped.</p></section>"
        }
        let entries = maps.legend.enumerated().map { at, entry in
            "<li><i class=\"key marked c\(at)\"></i><bdi>\(PageText.escaped(entry.name, longest: 40))</bdi> "
                + "<b>\(PageText.grouped(entry.count))</b></li>"
        }
        return
            "<section><ul class=\"legend\">\(entries.joined())</ul><div class=\"wide\">\(maps.figures.joined())</div></section>"
    }
}
