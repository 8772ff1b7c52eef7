/// How a picture becomes the input of an image encoder: ours, or one that others trained and that expects their way.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// How a picture that is not square becomes one.
    public enum Fit: String, Codable, Sendable {
        /// Sides are scaled apart.
        case stretch
        /// Ours: the longer side is scaled to the size, and `fill` is laid around.
        case pad
        /// Ours: the square in the middle is kept, then scaled.
        case crop
        /// As transformers: the shorter side is scaled to `edge`, the longer to a whole number of pixels, cut off, and
        /// the square in the middle is kept; its corner is rounded down.
        case shortest
        /// As torchvision, and with it open_clip: the same, the corner rounded to the nearest, ties to even.
        case shortestToEven = "shortest-to-even"
        /// As open_clip: the longer side is scaled to the size, the shorter to the nearest pixel, ties to even, and
        /// `fill` is laid around.
        case longest
    }

    /// The side in pixels.
    public var size: Int
    public var fit: Fit
    /// Where the middle of a scaled picture is kept: the shorter side before that, at least `size`, which it is where nil.
    public var edge: Int?
    public var resampling: Resampling
    /// Red, green, blue of what is laid around.
    public var fill: [UInt8]
    /// What a channel's 0...255 is multiplied with first.
    public var rescale: Double
    /// Red, green, blue, as rescaled: what is subtracted, then divided by.
    public var mean: [Float]
    public var deviation: [Float]

    public init(
        size: Int, fit: Fit = .pad, edge: Int? = nil, resampling: Resampling = .own, fill: [UInt8] = [255, 255, 255],
        rescale: Double = 1.0 / 255, mean: [Float] = [0.5, 0.5, 0.5], deviation: [Float] = [0.25, 0.25, 0.25]
    ) {
        precondition(
            size > 0 && fill.count == 3 && mean.count == 3 && deviation.count == 3, "three channels, and a side")
        (self.size, self.fit, self.edge, self.resampling, self.fill) = (size, fit, edge, resampling, fill)
        (self.rescale, self.mean, self.deviation) = (rescale, mean, deviation)
    }

    /// Files of before imported models say size, fit, mean and deviation alone.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        size = try fields.decode(Int.self, forKey: .size)
        fit = try fields.decode(Fit.self, forKey: .fit)
        edge = try fields.decodeIfPresent(Int.self, forKey: .edge)
        resampling = try fields.decodeIfPresent(Resampling.self, forKey: .resampling) ?? .own
        fill = try fields.decodeIfPresent([UInt8].self, forKey: .fill) ?? [255, 255, 255]
        rescale = try fields.decodeIfPresent(Double.self, forKey: .rescale) ?? 1.0 / 255
        mean = try fields.decode([Float].self, forKey: .mean)
        deviation = try fields.decode([Float].self, forKey: .deviation)
    }

    /// The same for pictures of another side.
    public func sized(_ size: Int) -> Preprocessing {
        var other = self
        other.size = size
        other.edge = edge.map { $0 * size / self.size }
        return other
    }

    /// What a JPEG's shortest side may be decoded down to without harm; nil where it is decoded whole.
    ///
    /// Twice as fine as ours see it. Encoders of others were trained on whole decodings: one at a half or less differs from
    /// those by many levels.
    public var decodedSide: Int? { resampling == .own ? 2 * size : nil }
}
