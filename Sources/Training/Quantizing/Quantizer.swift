public import Encoders
import Pictures
import Tensors

/// A model's weights as bytes, as long as it finds what it found before.
///
/// The ranges of the inputs are those that products of the training part show; whether recall holds is measured on held-out
/// click pairs. Where more is lost than allowed, the weight whose bytes move the vectors most goes back to what it was, and so
/// on.
public struct Quantizer {
    /// How much recall@10, the mean over the pairs of views, may be lost.
    public var allowed = 0.005
    private let set: TrainingSet
    /// How many products the ranges are taken from, and how many tell what a weight costs.
    private static let (shown, judged) = (256, 64)

    /// What happens, as it does.
    public enum Step {
        case calibrated(products: Int, weights: Int)
        /// With so many weights as bytes.
        case measured(bytes: Int, recall: [String: Double])
        case restored(key: String, cost: Double)
    }

    public struct Result {
        public let model: EmbeddingModel
        /// Held-out recall@10 by pair of views, before and after; empty where no click pair is held out.
        public let recallBefore, recall: [String: Double]
        /// The weights that stayed what they were, those that cost most first.
        public let restored: [String]
        /// Whether no more was lost than allowed.
        public let holds: Bool
    }

    public init(_ set: TrainingSet) { self.set = set }

    /// - Parameters:
    ///   - name: What the model of bytes is called.
    ///   - isCancelled: Asked between steps; `CancellationError` where it says so.
    public func quantize(
        _ model: EmbeddingModel, name: String, progress: (Step) -> Void, isCancelled: () -> Bool = { false }
    ) throws -> Result {
        let listings = listings(model, Self.shown)
        guard !listings.isEmpty else { throw TrainingError.tooFewProducts(found: 0, needed: 1) }
        var ranges = try calibrate(model, listings)
        progress(.calibrated(products: listings.count, weights: ranges.count))
        let heldOut = HeldOutRecall(set.validation, model.config.image.preprocessing, limits: set.pictureLimits)
        let before = try heldOut.measure(model)
        var costs: [(key: String, cost: Double)]?
        var restored: [String] = []
        while true {
            if isCancelled() { throw CancellationError() }
            let made = try model.quantized(ranges, name: name)
            let after = try heldOut.measure(made)
            progress(.measured(bytes: ranges.count, recall: after?.recall ?? [:]))
            let holds = (before?.score ?? 0) - (after?.score ?? 0) <= allowed
            if holds || ranges.isEmpty {
                return Result(
                    model: made, recallBefore: before?.recall ?? [:], recall: after?.recall ?? [:], restored: restored,
                    holds: holds)
            }
            // What each costs is looked at once, when it first matters.
            let known = try costs ?? self.costs(model, ranges, Array(listings.prefix(Self.judged)), isCancelled)
            guard let worst = known.first else { preconditionFailure("a weight that is bytes has a cost") }
            costs = Array(known.dropFirst())
            ranges[worst.key] = nil
            restored.append(worst.key)
            progress(.restored(key: worst.key, cost: worst.cost))
        }
    }

    /// The first products of the training part, as a model embeds them.
    private func listings(_ model: EmbeddingModel, _ count: Int) -> [EmbeddingModel.Listing] {
        let products = Array(set.training.products.prefix(count))
        let pictures = PictureCache(
            products.map(\.picture), model.config.image.preprocessing, limits: set.pictureLimits)
        return products.indices.map { (pictures.picture($0), products[$0].text) }
            .filter { $0.0 != nil || !$0.1.allSatisfy(\.isWhitespace) }
    }

    /// The range of what each weight met.
    private func calibrate(_ model: EmbeddingModel, _ listings: [EmbeddingModel.Listing]) throws -> [String: ByteRange]
    {
        let ranges = InputRanges()
        _ = try model.noting(into: ranges).embed(products: listings)
        let candidates = Set(model.encoder.byteCandidates)
        return model.encoder.parameters.reduce(into: [:]) { found, entry in
            if candidates.contains(entry.key) { found[entry.key] = ranges.range(of: entry.parameter) }
        }
    }

    /// How far the bytes of one weight alone move the vectors of products (one less their cosine, the mean), the most first.
    private func costs(
        _ model: EmbeddingModel, _ ranges: [String: ByteRange], _ listings: [EmbeddingModel.Listing],
        _ isCancelled: () -> Bool
    ) throws -> [(key: String, cost: Double)] {
        let wanted = try model.embed(products: listings)
        return try ranges.sorted { $0.key < $1.key }.map { key, range in
            if isCancelled() { throw CancellationError() }
            let seen = try model.quantized([key: range], name: model.name).embed(products: listings)
            let cosines = zip(wanted, seen).reduce(0) { $0 + Double($1.0 * $1.1) }
            // What became no number costs most.
            return (key, cosines.isFinite ? 1 - cosines / Double(listings.count) : .infinity)
        }.sorted { ($1.cost, $0.key) < ($0.cost, $1.key) }
    }
}
