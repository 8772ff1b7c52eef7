import Foundation

/// An affine map of red, green and blue, the same for every pixel.
struct ChannelMap: Equatable {
    /// (new, old), then what is added to each.
    private var matrix: [Float]
    private var shift: [Float]

    static let identity = ChannelMap([1, 0, 0, 0, 1, 0, 0, 0, 1], saturation: 1, contrast: 1, brightness: 0)

    /// Mixes the inks - what is missing to white - by `mixing` (new, old), then changes saturation, contrast about the
    /// middle grey, and brightness.
    init(_ mixing: [Float], saturation: Float, contrast: Float, brightness: Float) {
        matrix = [Float](repeating: 0, count: 9)
        shift = [Float](repeating: 0, count: 3)
        // White stays white: new = 255 - mixing (255 - old).
        let white: [Float] = (0..<3).map { row in
            let total: Float = mixing[row * 3] + mixing[row * 3 + 1] + mixing[row * 3 + 2]
            return 255 - 255 * total
        }
        let lightness: [Float] = [0.299, 0.587, 0.114]
        for row in 0..<3 {
            for middle in 0..<3 {
                // Saturation blends a channel with the brightness of all three.
                let own: Float = row == middle ? saturation : 0
                let common: Float = (1 - saturation) * lightness[middle]
                let share: Float = contrast * (own + common)
                for column in 0..<3 { matrix[row * 3 + column] += share * mixing[middle * 3 + column] }
                shift[row] += share * white[middle]
            }
            shift[row] += 128 - 128 * contrast + brightness
        }
    }

    /// Maps every pixel, in whole parts of a level: on bytes they are faster than fractions.
    func apply(to picture: inout Picture) {
        let m = matrix.map { Self.fixed($0, largest: 30) }
        let (r0, r1, r2, g0, g1, g2, b0, b1, b2) = (m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8])
        // Rounded by the half.
        let half = shift.map { Self.fixed($0 + 0.5, largest: 9000) }
        let (r3, g3, b3) = (half[0], half[1], half[2])
        picture.pixels.withUnsafeMutableBufferPointer { pixels in
            guard var at = pixels.baseAddress else { return }
            let end = at + pixels.count
            while at < end {
                let (r, g, b) = (Int32(at[0]), Int32(at[1]), Int32(at[2]))
                at[0] = Self.level(r0 &* r &+ r1 &* g &+ r2 &* b &+ r3)
                at[1] = Self.level(g0 &* r &+ g1 &* g &+ g2 &* b &+ g3)
                at[2] = Self.level(b0 &* r &+ b1 &* g &+ b2 &* b &+ b3)
                at += 3
            }
        }
    }

    /// Of a part of a level, in bits.
    private static let places: Int32 = 16

    /// - Parameter largest: 30 thrice over all 255 levels, and 9,000: their sum has 32 bits.
    private static func fixed(_ value: Float, largest: Float) -> Int32 {
        Int32((min(largest, max(-largest, value)) * Float(1 << places)).rounded())
    }

    private static func level(_ value: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: min(255, max(0, value >> places)))
    }
}

extension Float {
    /// The natural logarithm.
    var logarithm: Float { log(self) }
}
