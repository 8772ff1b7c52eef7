import Foundation
import Pictures
import Tensors

/// A photo of a drawn style: its colour, category and brand are seen in it, so that words and pictures go together.
struct DrawnPicture {
    private var pixels: [UInt8]
    private let side: Int

    private static let colours: [String: (Int, Int, Int)] = [
        "red": (200, 40, 40), "blue": (40, 70, 200), "green": (40, 150, 60), "black": (35, 35, 35),
        "white": (235, 235, 230), "grey": (130, 130, 130), "pink": (230, 130, 170), "brown": (130, 85, 45),
    ]

    private enum Shape: Int { case ellipse, rectangle, diamond, triangle, bars }

    var jpeg: [UInt8] {
        PictureCodec.jpeg(Picture(width: side, height: side, pixels: pixels), quality: 85)
    }

    /// - Parameters:
    ///   - number: Of the style: what it is made of is the same in every photo of it.
    ///   - seed: Of the photo.
    init(style: DrawnProduct, number: Int, seed: UInt64, _ side: Int) {
        self.side = side
        pixels = [UInt8](repeating: 0, count: side * side * 3)
        var (own, photo) = (Generator(seed: UInt64(number) << 1 | 1), Generator(seed: seed))
        let scale = Double(side) * Double.random(in: 0.85...1.05, using: &photo)
        let (left, top) = (shift(&photo), shift(&photo))
        let light = Int.random(in: -18...18, using: &photo)
        draw(ground: Int.random(in: 190...250, using: &photo), &photo)
        let main = Self.colours[style.color] ?? (128, 128, 128)
        let kind = Int(style.category.dropFirst()) ?? 0
        let brand = Int(style.brand.dropFirst()) ?? 0
        let second = (brand * 53 % 256, brand * 97 % 256, brand * 193 % 256)
        for part in 0..<5 {
            let shape = Shape(rawValue: (part == 0 ? kind : kind / 2 + part) % 5) ?? .ellipse
            let reach = part == 0 ? 0.3...0.42 : 0.05...0.2
            let (x, y) = (Double.random(in: 0.3...0.7, using: &own), Double.random(in: 0.3...0.7, using: &own))
            let (wide, high) = (Double.random(in: reach, using: &own), Double.random(in: reach, using: &own))
            let colour = part % 2 == 0 ? main : second
            let tint = light + (part == 0 ? 0 : Int.random(in: -30...30, using: &own))
            fill(
                shape, x: (part == 0 ? 0.5 : x) * scale + left, y: (part == 0 ? 0.5 : y) * scale + top,
                wide: wide * scale, high: high * scale,
                (colour.0 + tint, colour.1 + tint, colour.2 + tint))
        }
    }

    private func shift(_ photo: inout Generator) -> Double {
        Double(side) * Double.random(in: -0.05...0.08, using: &photo)
    }

    /// A ground that grows darker downwards, with the noise of a sensor.
    private mutating func draw(ground: Int, _ photo: inout Generator) {
        var noise = photo.next()
        pixels.withUnsafeMutableBufferPointer { pixels in
            for y in 0..<side {
                let level = ground - 30 * y / side
                for at in (y * side * 3)..<((y + 1) * side * 3) {
                    noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    pixels[at] = UInt8(clamping: level + Int(noise >> 61) - 4)
                }
            }
        }
    }

    private mutating func fill(
        _ shape: Shape, x: Double, y: Double, wide: Double, high: Double, _ colour: (Int, Int, Int)
    ) {
        let side = side
        let rgb = (UInt8(clamping: colour.0), UInt8(clamping: colour.1), UInt8(clamping: colour.2))
        let rows = max(0, Int(y - high))..<max(0, min(side, Int(y + high)))
        pixels.withUnsafeMutableBufferPointer { pixels in
            for row in rows {
                let height = (Double(row) - y) / high
                let half: Double
                switch shape {
                case .ellipse: half = wide * max(0, 1 - height * height).squareRoot()
                case .rectangle: half = wide
                case .diamond: half = wide * max(0, 1 - abs(height))
                case .triangle: half = wide * max(0, height + 1) / 2
                case .bars: half = Int((height + 1) * 4) % 2 == 0 ? wide : wide * 0.2
                }
                let columns = max(0, min(side, Int(x - half)))..<max(0, min(side, Int(x + half)))
                for column in columns {
                    let at = (row * side + column) * 3
                    (pixels[at], pixels[at + 1], pixels[at + 2]) = rgb
                }
            }
        }
    }
}
