/// A line of letters over a picture.
struct Caption {
    /// Five columns a letter, as `LetterShapes` has them.
    var letters: [[UInt8]]
    /// Where the first letter's upper left corner lies, and the side of a letter's squares, in pixels.
    var x, y, scale: Int
    var colour: [UInt8]
    /// What the colour counts against what it covers, in 256ths.
    var opacity: Int
    /// The colour of a bar beneath, across the picture; nil for none.
    var bar: [UInt8]?

    /// Letters are seven squares high.
    static let height = 7

    /// A seller's name, half transparent, white or black, from about the left edge to the right.
    init(watermarking size: Int, using g: inout some RandomNumberGenerator) {
        self.init(size, letters: size / 6 + 1, using: &g)
        x = Int.random(in: 0..<max(1, size / 4), using: &g)
        colour = [UInt8](repeating: Bool.random(using: &g) ? 255 : 0, count: 3)
        opacity = 128
    }

    /// A few words of an offer, of any colour; half of the time on a bar that sets them off.
    init(over size: Int, using g: inout some RandomNumberGenerator) {
        self.init(size, letters: Int.random(in: 3...9, using: &g), using: &g)
        x = Int.random(in: 0..<max(1, size / 2), using: &g)
        colour = (0..<3).map { _ in UInt8.random(in: 0...255, using: &g) }
        opacity = 256
        bar = Bool.random(using: &g) ? colour.map { $0 &+ 128 } : nil
    }

    /// Letters of a tenth to a fifth of the side, where there are pixels enough for that.
    private init(_ size: Int, letters count: Int, using g: inout some RandomNumberGenerator) {
        scale = Int.random(in: max(1, size / 70)...max(1, size / 35), using: &g)
        letters = (0..<count).map { _ in LetterShapes.all.randomElement(using: &g) ?? [] }
        (x, y) = (0, Int.random(in: 0...max(0, size - Self.height * scale), using: &g))
        (colour, opacity) = ([0, 0, 0], 256)
    }
}

extension Picture {
    /// Draws a caption; what of it lies outside is cut.
    mutating func write(_ caption: Caption) {
        let (scale, high) = (caption.scale, Caption.height * caption.scale)
        if let bar = caption.bar { fill(0..<width, (caption.y - scale)..<(caption.y + high + scale), bar, 256) }
        for (place, columns) in caption.letters.enumerated() {
            for (column, bits) in columns.enumerated() {
                let x = caption.x + (place * 6 + column) * scale
                for row in 0..<Caption.height where bits >> row & 1 == 1 {
                    let y = caption.y + row * scale
                    fill(x..<(x + scale), y..<(y + scale), caption.colour, caption.opacity)
                }
            }
        }
    }

    private mutating func fill(_ across: Range<Int>, _ down: Range<Int>, _ colour: [UInt8], _ opacity: Int) {
        let (across, down) = (across.clamped(to: 0..<width), down.clamped(to: 0..<height))
        for y in down {
            for x in across {
                for channel in 0..<3 {
                    let at = (y * width + x) * 3 + channel
                    let sum = Int(pixels[at]) * (256 - opacity) + Int(colour[channel]) * opacity
                    pixels[at] = UInt8(sum >> 8)
                }
            }
        }
    }
}
