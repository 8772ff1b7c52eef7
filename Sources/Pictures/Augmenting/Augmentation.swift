/// How a product photo changes when another seller lists it again; seeded by the generator passed in.
public struct Augmentation: Codable, Hashable, Sendable {
    /// The smallest share of the area that a crop keeps; 1 for none.
    public var smallestCrop: Double
    /// Chances, 0 to 1.
    public var flip: Double
    /// That it is laid on a larger, light grey ground.
    public var pad: Double
    /// That it is moved and scaled by a few hundredths.
    public var shift: Double
    /// That a flat ground - what is joined to the border and of its colour - takes another colour or two.
    public var background: Double
    /// That the inks - how far each channel is from white - are mixed and strengthened anew: the same product in
    /// another colour, on the same white ground.
    public var inks: Double
    public var blur: Double
    /// That a seller's name shines through, half transparent.
    public var watermark: Double
    /// That words lie over it, on a bar of their own or without.
    public var text: Double
    public var jpeg: Double
    /// How far brightness, contrast and saturation stray, as a share.
    public var colour: Float

    public init(
        smallestCrop: Double = 0.7, flip: Double = 0.3, pad: Double = 0.15, shift: Double = 0.1,
        background: Double = 0.05, inks: Double = 0.8, blur: Double = 0.05, watermark: Double = 0.1,
        text: Double = 0.05, jpeg: Double = 0.05, colour: Float = 0.4
    ) {
        self.smallestCrop = smallestCrop
        self.flip = flip
        self.pad = pad
        self.shift = shift
        self.background = background
        self.inks = inks
        self.blur = blur
        self.watermark = watermark
        self.text = text
        self.jpeg = jpeg
        self.colour = colour
    }

    /// No change but that of size.
    public static let none = Augmentation(
        smallestCrop: 1, flip: 0, pad: 0, shift: 0, background: 0, inks: 0, blur: 0, watermark: 0, text: 0, jpeg: 0,
        colour: 0)

    /// The same, but that colours stay what words call them.
    public var keepingColours: Augmentation {
        var kept = self
        (kept.inks, kept.colour) = (0, min(colour, 0.1))
        return kept
    }

    /// The changed picture, (size, size).
    ///
    /// Where it stands and how large is settled in one pass over the pixels, so a picture is best kept at about the size
    /// it is asked for: what is more than twice as large is brought down first, by a slow filter.
    public func apply(_ picture: Picture, size: Int, using g: inout some RandomNumberGenerator) -> Picture {
        let placement = placement(of: picture, size, using: &g)
        let source = picture.resized(
            width: min(picture.width, 2 * size), height: min(picture.height, 2 * size))
        var result = placement.apply(to: source, size: size)
        // Before the colours stray: they may run together with the ground's.
        if chance(background, &g) { result.replaceGround(by: Backdrop(using: &g)) }
        let map = recolouring(using: &g)
        if map != .identity { map.apply(to: &result) }
        if chance(blur, &g) { for _ in 0..<Int.random(in: 1...2, using: &g) { result.blur() } }
        if chance(watermark, &g) { result.write(Caption(watermarking: size, using: &g)) }
        if chance(text, &g) { result.write(Caption(over: size, using: &g)) }
        if chance(jpeg, &g) {
            let bytes = PictureCodec.jpeg(result, quality: Int.random(in: 30...80, using: &g))
            result = (try? PictureCodec.decode(bytes)) ?? result
        }
        return result
    }

    private func chance(_ probability: Double, _ g: inout some RandomNumberGenerator) -> Bool {
        Double.random(in: 0..<1, using: &g) < probability
    }

    private func placement(
        of picture: Picture, _ size: Int, using g: inout some RandomNumberGenerator
    ) -> Placement {
        var placement = Placement()
        if smallestCrop < 1 {
            let area = Double.random(in: smallestCrop...1, using: &g).squareRoot()
            let stretch = Double.random(in: 0.9...1.1, using: &g)
            placement.width = min(1, area * stretch)
            placement.height = min(1, area / stretch)
            placement.x = Double.random(in: 0...(1 - placement.width), using: &g)
            placement.y = Double.random(in: 0...(1 - placement.height), using: &g)
        }
        if chance(shift, &g) {
            placement.x += Double.random(in: -0.05...0.05, using: &g)
            placement.y += Double.random(in: -0.05...0.05, using: &g)
            let zoom = Double.random(in: 0.95...1.05, using: &g)
            (placement.width, placement.height) = (placement.width * zoom, placement.height * zoom)
        }
        if chance(pad, &g) {
            let share = Double(size) / Double(size + Int.random(in: 2...max(2, size / 3), using: &g))
            placement.frame = Placement.Frame(
                share: share, x: Double.random(in: 0...(1 - share), using: &g),
                y: Double.random(in: 0...(1 - share), using: &g), ground: UInt8.random(in: 200...255, using: &g))
        }
        placement.flipped = chance(flip, &g)
        return placement
    }

    /// Inks, brightness, contrast and saturation as one affine map of the channels.
    private func recolouring(using g: inout some RandomNumberGenerator) -> ChannelMap {
        let brightness: Float = 100 * Float.random(in: -colour...colour, using: &g)
        let contrast: Float = 1 + Float.random(in: -colour...colour, using: &g)
        let saturation: Float = 1 + Float.random(in: -colour...colour, using: &g)
        let mixing = chance(inks, &g) ? Self.mixing(using: &g) : [1, 0, 0, 0, 1, 0, 0, 0, 1]
        return ChannelMap(mixing, saturation: saturation, contrast: contrast, brightness: brightness)
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
}
