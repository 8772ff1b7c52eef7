import Clicks
import Foundation
import Records
import Tables

/// The pairs that a training started with, kept beside its checkpoints: an index built since must not change them, since
/// a resumed run is the same run.
struct PairFile {
    let path: String

    /// - Parameter model: The folder of the model.
    init(model: URL) { path = model.appending(path: "checkpoints/pairs.csv").path }

    /// Writes the pairs in their order, whole or not at all.
    func write(_ pairs: [ClickPair]) throws {
        let beside = path + ".new"
        let writer = try TableWriter(path: beside, header: ["trigger", "offer", "weight", "evidence"], keeping: 0)
        try writer.write(pairs.map { [$0.trigger.text, $0.offer.text, "\($0.weight)", "\($0.evidence)"] })
        guard rename(beside, path) == 0 else {
            throw TableError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// The pairs as they were written.
    func read() throws -> [ClickPair] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ProgramError.nothing(missing: "there is no \(path) to go on from", remedy: "start without --resume")
        }
        var reader = try TableReader(path: path, format: .csv)
        var pairs: [ClickPair] = []
        while let entry = try reader.next() {
            guard case .row(let row) = entry, let trigger = row["trigger"].flatMap({ ProductID($0) }),
                let offer = row["offer"].flatMap({ ProductID($0) }), let weight = row["weight"].flatMap(Float.init),
                let evidence = row["evidence"].flatMap(Int.init)
            else {
                throw ProgramError.badInput(
                    file: path, reason: "it is no file of pairs; start the training anew under another --name")
            }
            pairs.append(ClickPair(trigger: trigger, offer: offer, weight: weight, evidence: evidence))
        }
        return pairs
    }
}
