/// How a product photo changes when another seller lists it again; seeded by the generator passed in.
public struct Augmentation: Codable, Hashable, Sendable {
    /// The smallest share of the area that a crop keeps; 1 for none.
    public var smallestCrop: Double
    /// Chances, 0 to 1.
    public var flip: Double
    /// That the inks - how far each channel is from white - are mixed and strengthened anew: the same product in
    /// another colour, on the same white ground.
    public var inks: Double
    public var jpeg: Double
    public var watermark: Double
    public var pad: Double
    /// How far brightness, contrast and saturation stray, as a share.
    public var colour: Float

    public init(
        smallestCrop: Double = 0.7, flip: Double = 0.3, inks: Double = 0.8,
        jpeg: Double = 0.05, watermark: Double = 0.1, pad: Double = 0.15, colour: Float = 0.4
    ) {
        self.smallestCrop = smallestCrop
        self.flip = flip
        self.inks = inks
        self.jpeg = jpeg
        self.watermark = watermark
        self.pad = pad
        self.colour = colour
    }

    /// No change but that of size.
    public static let none = Augmentation(
        smallestCrop: 1, flip: 0, inks: 0, jpeg: 0, watermark: 0, pad: 0, colour: 0)

    /// The changed picture, (size, size).
    public func apply(_ picture: Picture, size: Int, using g: inout some RandomNumberGenerator) -> Picture {
        var result = cropped(picture, using: &g).resized(width: size, height: size)
        if chance(pad, &g) {
            let side = size + Int.random(in: 2...max(2, size / 3), using: &g)
            let ground = UInt8.random(in: 200...255, using: &g)
            result = result.padded(
                width: side, height: side, x: Int.random(in: 0...(side - size), using: &g),
                y: Int.random(in: 0...(side - size), using: &g), with: (ground, ground, ground)
            ).resized(width: size, height: size)
        }
        recolour(&result, using: &g)
        if chance(watermark, &g) { mark(&result, using: &g) }
        if chance(jpeg, &g) {
            let bytes = PictureCodec.jpeg(result, quality: Int.random(in: 30...80, using: &g))
            result = (try? PictureCodec.decode(bytes)) ?? result
        }
        return result
    }

    private func chance(_ probability: Double, _ g: inout some RandomNumberGenerator) -> Bool {
        Double.random(in: 0..<1, using: &g) < probability
    }

    private func cropped(_ picture: Picture, using g: inout some RandomNumberGenerator) -> Picture {
        guard smallestCrop < 1 else { return picture }
        let area = Double.random(in: smallestCrop...1, using: &g).squareRoot()
        let stretch = Double.random(in: 0.9...1.1, using: &g)
        let width = max(1, Int(Double(picture.width) * min(1, area * stretch)))
        let height = max(1, Int(Double(picture.height) * min(1, area / stretch)))
        return picture.cropped(
            x: Int.random(in: 0...(picture.width - width), using: &g),
            y: Int.random(in: 0...(picture.height - height), using: &g), width: width, height: height)
    }

    /// Flip, inks, brightness, contrast and saturation in one pass: one affine map of the channels.
    private func recolour(_ picture: inout Picture, using g: inout some RandomNumberGenerator) {
        let flipped = chance(flip, &g)
        let brightness: Float = 100 * Float.random(in: -colour...colour, using: &g)
        let contrast: Float = 1 + Float.random(in: -colour...colour, using: &g)
        let saturation: Float = 1 + Float.random(in: -colour...colour, using: &g)
        let mixing = chance(inks, &g) ? Self.mixing(using: &g) : [1, 0, 0, 0, 1, 0, 0, 0, 1]
        let map = ChannelMap(mixing, saturation: saturation, contrast: contrast, brightness: brightness)
        if flipped || map != .identity { picture = map.apply(to: picture, flipped: flipped) }
    }

    /// Each new ink takes shares of the old ones, (new, old), and is stronger or weaker than they were.
    private static func mixing(using g: inout some RandomNumberGenerator) -> [Float] {
        (0..<3).flatMap { _ in
            // Shares of an exponential draw: now nearly one ink alone, now an even mix.
            let shares = (0..<3).map { _ in -Float.random(in: 0.001..<1, using: &g).logarithm }
            let strength = Float.random(in: 0.25...1.5, using: &g) / shares.reduce(0, +)
            return shares.map { $0 * strength }
        }
    }

    /// A translucent band of bars, as a line of a seller's name.
    private func mark(_ picture: inout Picture, using g: inout some RandomNumberGenerator) {
        let height = max(1, picture.height / 10)
        let top = Int.random(in: 0...(picture.height - height), using: &g)
        let light = Bool.random(using: &g) ? 255 : 0
        var x = Int.random(in: 0..<max(1, picture.width / 3), using: &g)
        for _ in 0..<10 {
            let end = min(picture.width, x + Int.random(in: 1...max(1, picture.width / 16), using: &g))
            for y in top..<(top + height) {
                for at in ((y * picture.width + x) * 3)..<((y * picture.width + end) * 3) {
                    picture.pixels[at] = UInt8((Int(picture.pixels[at]) + light) / 2)
                }
            }
            x = min(picture.width - 1, end + 1 + Int.random(in: 0...2, using: &g))
        }
    }
}
