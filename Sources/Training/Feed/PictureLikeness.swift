import Pictures
import Tensors

/// What is kept of a picture to know it again: 64 bits of its shape, and 8 x 8 of its colours.
struct PictureTrace: Hashable, Sendable {
    let shape: PerceptualHash
    /// (8, 8, 3).
    let colours: [UInt8]

    init(of picture: Picture) {
        let small = picture.resized(width: 32, height: 32)
        shape = PerceptualHash(of: small)
        colours = small.resized(width: 8, height: 8).pixels
    }

    /// The bits of the shape that may differ.
    private static let bits = 4
    /// How far the colours may lie apart, in the mean over all channels. The shape alone takes look-alikes for equal: of
    /// 22,278 garments of H&M's, 19,553 pairs have such shapes and 207 of these such colours; of the 303 pairs of the
    /// demo's listings with such shapes, the 293 with such colours are of one style and the other ten are not.
    private static let levels = 3

    /// Whether the shapes are near: a cheap first look.
    func isNear(_ other: PerceptualHash) -> Bool { shape.distance(to: other) <= Self.bits }

    /// Whether both are one picture, stored or scaled anew.
    func isNear(_ other: PictureTrace) -> Bool {
        guard isNear(other.shape) else { return false }
        var sum = 0
        for (one, another) in zip(colours, other.colours) { sum += abs(Int(one) - Int(another)) }
        return sum <= Self.levels * colours.count
    }
}

/// Which products, by their places, show the same picture: to tell them apart by it can only be learnt by heart.
///
/// A picture that is near those of a crowd - a blank one, a shop's "no photo yet" - says nothing and excuses nothing.
struct PictureLikeness: Sendable {
    /// Nil for a product without a picture, and for one of a crowd.
    private let traces: [PictureTrace?]

    init(_ traces: [PictureTrace?]) {
        // Held against some of all over the set: so a million products cost no more than their number times this.
        let step = max(1, traces.count / Self.sample)
        let sample = stride(from: 0, to: traces.count, by: step).compactMap { traces[$0] }
        let shapes = sample.map(\.shape)
        let limit = Crowd.smallest(of: traces.count / step)
        var kept = traces
        kept.withUnsafeMutableBufferPointer { kept in
            nonisolated(unsafe) let kept = kept  // each part of the loop writes its own places
            Arithmetic.inParallel(traces.count) { range in
                for at in range {
                    guard let trace = traces[at] else { continue }
                    var near = 0
                    for other in shapes.indices where trace.isNear(shapes[other]) {
                        near += trace.isNear(sample[other]) ? 1 : 0
                    }
                    if near >= limit { kept[at] = nil }
                }
            }
        }
        self.traces = kept
    }

    /// The pictures that a cache keeps, decoded now and not again; beyond its room there is no trace, lest a large
    /// catalogue be decoded for this alone.
    init(of cache: PictureCache) {
        var traces = [PictureTrace?](repeating: nil, count: cache.count)
        let kept = cache.kept
        traces.withUnsafeMutableBufferPointer { traces in
            nonisolated(unsafe) let traces = traces  // each part of the loop writes its own places
            Arithmetic.inParallel(kept.count) { range in
                for at in kept[range] { traces[at] = cache.picture(at).map { PictureTrace(of: $0) } }
            }
        }
        self.init(traces)
    }

    private static let sample = 2000

    func contains(_ a: Int, _ b: Int) -> Bool {
        guard let one = traces[a], let other = traces[b] else { return false }
        return one.isNear(other)
    }
}

/// From how many products on a sign that they share says nothing of any of them.
enum Crowd {
    /// One in a hundred, and more than a handful of listings of one product.
    static func smallest(of count: Int) -> Int { max(9, count / 100) }
}
