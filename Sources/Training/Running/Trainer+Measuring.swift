import Encoders
import Foundation

extension Trainer {
    /// What is tuned is the best there is until a measurement says otherwise.
    func measureStart() throws {
        let model = EmbeddingModel(name: folder.lastPathComponent, encoder: encoder, vocabulary: vocabulary)
        if let measured = try heldOut.measure(model) {
            (state.bestScore, state.bestRecall) = (measured.score, measured.recall)
            state.startRecall = measured.recall
        }
        try model.write(to: folder.path, notes: notes)
    }

    /// Measures held-out recall, keeps the weights where they are the best so far, and looks for rivals by them.
    func evaluate(_ report: inout TrainingProgress) throws {
        state.evaluations = max(state.evaluations + 1, Int(min(done, 1) * Double(plan.evaluations)))
        let model = EmbeddingModel(name: folder.lastPathComponent, encoder: encoder, vocabulary: vocabulary)
        if plan.hardNegatives > 0, done < 1 { stream.hardNegatives = try batches.hardNegatives(by: model) }
        guard let measured = try heldOut.measure(model) else {
            report.warning = "no click pair is held out, so the last weights are kept rather than the best"
            try model.write(to: folder.path, notes: notes)
            return
        }
        curves.measured = measured
        report.recall = measured.recall
        report.warning = done >= Self.settled ? measured.collapse : nil
        if batches.pictures.unreadable > 0 {
            report.warning = [report.warning, "\(batches.pictures.unreadable) pictures could not be read any more"]
                .compactMap { $0 }.joined(separator: "; ")
        }
        if measured.score > state.bestScore ?? -1 {
            state.bestScore = measured.score
            state.bestRecall = measured.recall
            try model.write(to: folder.path, notes: notes)
        }
    }

    private var notes: [String: String] {
        EmbeddingModel.note(of: state.bestRecall).merging(["step": "\(state.step)", "samples": "\(state.samples)"]) {
            $1
        }
    }
}
