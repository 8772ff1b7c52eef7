import Encoders
import Foundation
import Logging

/// What a training shows of itself, in its model's folder: the numbers in `training.jsonl`, and `training.html` to look at.
///
/// No training ends for want of its curves: what cannot be written is said once, in the log.
final class TrainingCurves {
    let page: URL
    /// What was last measured on held-out products, and is drawn from then on.
    var measured: HeldOutRecall.Result?

    private let history: TrainingHistory
    private let run: TrainingPage.Run
    private let heldOut: [TrainingProduct]
    private let logger: Logger
    private var hasFailed = false

    init(_ set: TrainingSet, _ plan: TrainingPlan, _ config: EncoderConfig, folder: URL, logger: Logger) {
        page = folder.appending(path: "training.html")
        history = TrainingHistory(file: folder.appending(path: "training.jsonl"))
        run = TrainingPage.Run(
            model: folder.lastPathComponent, plan: plan, config: config,
            products: (set.training.products.count, set.validation.products.count),
            pairs: (set.training.pairs.count, set.validation.pairs.count))
        heldOut = set.validation.products
        self.logger = logger
    }

    /// Takes up the run at a step: at 0 anew.
    func begin(at step: Int) {
        attempt { try history.open(at: step) }
    }

    func record(_ progress: TrainingProgress) {
        attempt { try history.add(TrainingPoint(progress)) }
    }

    /// Writes the page anew; a reader sees the old one or the new one.
    func draw(_ state: TrainingPage.State) {
        // A resumed run that was cut before it measured has no map: the page that is there says more.
        if measured == nil, history.points.contains(where: { $0.recall != nil }) { return }
        let maps = measured.map { EmbeddingMaps($0.vectors, heldOut, isFinal: state == .finished) }
        let text = TrainingPage(run, history, measured, maps, state).text()
        attempt { try Data(text.utf8).write(to: page, options: .atomic) }
    }

    private func attempt(_ write: () throws -> Void) {
        do { try write() } catch {
            if !hasFailed {
                logger.warning("the training's curves cannot be written", metadata: ["reason": "\(error)"])
            }
            hasFailed = true
        }
    }
}
