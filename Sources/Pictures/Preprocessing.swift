/// How a picture becomes the input of an image encoder.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// How a picture that is not square becomes one.
    public enum Fit: String, Codable, Sendable {
        /// Sides are scaled apart.
        case stretch
        /// White is laid around.
        case pad
        /// The middle is kept.
        case crop
    }

    /// The side in pixels.
    public var size: Int
    public var fit: Fit
    /// Red, green, blue, in 0...1: what is subtracted, then divided by.
    public var mean: [Float]
    public var deviation: [Float]

    public init(
        size: Int, fit: Fit = .pad, mean: [Float] = [0.5, 0.5, 0.5], deviation: [Float] = [0.25, 0.25, 0.25]
    ) {
        precondition(size > 0 && mean.count == 3 && deviation.count == 3, "three channels, and a side")
        self.size = size
        self.fit = fit
        self.mean = mean
        self.deviation = deviation
    }

    /// The (size, size) picture an encoder sees.
    public func prepared(_ picture: Picture) -> Picture {
        let (width, height) = (picture.width, picture.height)
        guard width != height, fit != .stretch else { return picture.resized(width: size, height: size) }
        switch fit {
        case .crop:
            let side = min(width, height)
            return picture.cropped(x: (width - side) / 2, y: (height - side) / 2, width: side, height: side)
                .resized(width: size, height: size)
        case .pad, .stretch:
            let longest = max(width, height)
            let (wide, high) = (max(1, width * size / longest), max(1, height * size / longest))
            return picture.resized(width: wide, height: high)
                .padded(width: size, height: size, x: (size - wide) / 2, y: (size - high) / 2, with: (255, 255, 255))
        }
    }

    /// Writes a prepared picture as (size, size, 3), normalised.
    public func write(_ prepared: Picture, into target: UnsafeMutableBufferPointer<Float>) {
        precondition(prepared.width == size && prepared.height == size, "the picture is prepared")
        precondition(target.count == size * size * 3, "room for (size, size, 3)")
        let scale = deviation.map { 1 / (255 * $0) }
        let shift = zip(mean, deviation).map { -$0 / $1 }
        prepared.pixels.withUnsafeBufferPointer { pixels in
            var at = 0
            while at < pixels.count {
                target[at] = Float(pixels[at]) * scale[0] + shift[0]
                target[at + 1] = Float(pixels[at + 1]) * scale[1] + shift[1]
                target[at + 2] = Float(pixels[at + 2]) * scale[2] + shift[2]
                at += 3
            }
        }
    }
}
