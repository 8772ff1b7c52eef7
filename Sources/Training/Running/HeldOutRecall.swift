import Encoders
import Pictures
import Tensors

/// Recall@10 of held-out click pairs among held-out products, per pair of views, and how bunched the vectors lie.
struct HeldOutRecall: Sendable {
    let set: TrainingSet.Part
    private let pictures: PictureCache
    /// For each product that has any, its partners.
    private let partners: [(product: Int, offers: Set<Int>)]

    /// The pairs of views that are measured: trigger, offer.
    static let cells = ["i-i", "i-m", "t-m", "m-m"]

    struct Result: Sendable {
        /// Cell to recall@10, 0 to 1.
        var recall: [String: Double]
        /// The mean cosine of two joint vectors drawn at random: near one where all lie in a bunch.
        var bunching: Double
        /// The recall of a draw at random.
        var chance: Double
        /// (held-out products, dimension): their joint vectors.
        var vectors: [Float] = []
        /// What the best checkpoint is chosen by: the mean over the cells.
        var score: Double { recall.isEmpty ? 0 : recall.values.sorted().reduce(0, +) / Double(recall.count) }
    }

    init(_ set: TrainingSet.Part, _ preprocessing: Preprocessing, limits: PictureLimits = .init()) {
        self.set = set
        pictures = PictureCache(set.products.map(\.picture), preprocessing, limits: limits)
        var offers: [Int: Set<Int>] = [:]
        for pair in set.pairs where pair.a != pair.b {
            offers[pair.a, default: []].insert(pair.b)
            offers[pair.b, default: []].insert(pair.a)
        }
        partners = offers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Nil where nothing is held out.
    func measure(_ model: EmbeddingModel) throws -> Result? {
        guard !partners.isEmpty, set.products.count > 10 else { return nil }
        let views = try model.embed(
            listings: set.products.indices.map { at in
                (pictures.picture(at), set.products[at].text)
            })
        let byName = ["i": views.i, "t": views.t, "m": views.m]
        var recall: [String: Double] = [:]
        for cell in Self.cells {
            guard let trigger = byName[String(cell.prefix(1))], let offer = byName[String(cell.suffix(1))] else {
                continue
            }
            recall[cell] = hits(trigger, offer, model.dimension)
        }
        let mean = Double(partners.map(\.offers.count).reduce(0, +)) / Double(partners.count)
        return Result(
            recall: recall, bunching: bunching(views.m, model.dimension),
            chance: min(1, 10 * mean / Double(set.products.count - 1)), vectors: views.m)
    }

    /// How many triggers are ranked at once.
    private static let block = 256

    private func hits(_ triggers: [Float], _ offers: [Float], _ dimension: Int) -> Double {
        let count = set.products.count
        var hits = 0
        for start in stride(from: 0, to: partners.count, by: Self.block) {
            let asked = partners[start..<min(partners.count, start + Self.block)]
            let rows = asked.flatMap { triggers[($0.product * dimension)..<(($0.product + 1) * dimension)] }
            var scores = [Float](repeating: 0, count: asked.count * count)
            rows.withUnsafeBufferPointer { rows in
                offers.withUnsafeBufferPointer { offers in
                    guard let trigger = rows.baseAddress, let offer = offers.baseAddress else { return }
                    Arithmetic.product(
                        trigger, offer, into: &scores, m: asked.count, n: count, k: dimension, transposing: .second)
                }
            }
            for (at, (product, wanted)) in asked.enumerated() {
                let row = scores[(at * count)..<((at + 1) * count)]
                let best = wanted.map { row[row.startIndex + $0] }.max() ?? -2
                // Ties count against: a model that says the same of everything has found nothing.
                let before = row.indices.count { place in
                    let other = place - row.startIndex
                    return row[place] >= best && other != product && !wanted.contains(other)
                }
                if before < 10 { hits += 1 }
            }
        }
        return Double(hits) / Double(partners.count)
    }

    /// The mean cosine of two of the unit rows (n, dimension) drawn at random.
    func bunching(_ rows: [Float], _ dimension: Int) -> Double {
        let count = rows.count / dimension
        var mean = [Double](repeating: 0, count: dimension)
        for at in rows.indices { mean[at % dimension] += Double(rows[at]) }
        let square = mean.reduce(0) { $0 + $1 * $1 }
        // The square of the sum holds every product with itself, whose cosine is one.
        return count < 2 ? 0 : (square - Double(count)) / Double(count * (count - 1))
    }
}

extension HeldOutRecall.Result {
    /// A collapse, in words; nil while the model is sound.
    var collapse: String? {
        if bunching > 0.95 {
            return "the embeddings have bunched together (two at random have a cosine of \(bunching.formatted3)): "
                + "lower the learning rate or raise the temperature"
        }
        if !recall.isEmpty, score < 2 * chance {
            return "held-out recall@10 is \(score.formatted3), hardly above chance (\(chance.formatted3)): "
                + "the model has learnt nothing yet that holds on unseen products"
        }
        return nil
    }
}

extension Double {
    /// Three places after the point, as reports write a share.
    var formatted3: String {
        let thousandths = Int((self * 1000).rounded())
        let digits = String(abs(thousandths) % 1000)
        let whole = "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000)."
        return whole + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
