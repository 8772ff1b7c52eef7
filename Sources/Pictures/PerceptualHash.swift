import Foundation

/// 64 bits that stay nearly the same when a picture is re-compressed or scaled: the signs of the low frequencies of
/// its brightness (32 x 32, discrete cosine transform, 8 x 8 kept) about their median.
public struct PerceptualHash: Hashable, Codable, Sendable {
    public var bits: UInt64

    public init(bits: UInt64) { self.bits = bits }

    public init(of picture: Picture) {
        let small = picture.resized(width: 32, height: 32)
        var grey = [Float](repeating: 0, count: 1024)
        for at in 0..<1024 {
            let (r, g, b) = (small.pixels[at * 3], small.pixels[at * 3 + 1], small.pixels[at * 3 + 2])
            grey[at] = Picture.brightness(Float(r), Float(g), Float(b))
        }
        // Rows first: (32, 8), then columns: (8, 8).
        var rows = [Float](repeating: 0, count: 32 * 8)
        for y in 0..<32 {
            for u in 0..<8 {
                for x in 0..<32 { rows[y * 8 + u] += grey[y * 32 + x] * Self.cosines[u * 32 + x] }
            }
        }
        var low = [Float](repeating: 0, count: 64)
        for v in 0..<8 {
            for u in 0..<8 {
                for y in 0..<32 { low[v * 8 + u] += rows[y * 8 + u] * Self.cosines[v * 32 + y] }
            }
        }
        // The first is the mean brightness, which light alone decides.
        let sorted = low.dropFirst().sorted()
        let median = sorted[sorted.count / 2]
        var bits: UInt64 = 0
        for at in 1..<64 where low[at] > median { bits |= 1 << UInt64(at) }
        self.bits = bits
    }

    /// How many bits differ, 0 to 63.
    public func distance(to other: PerceptualHash) -> Int { (bits ^ other.bits).nonzeroBitCount }

    /// (8 frequencies, 32 places).
    private static let cosines: [Float] = {
        var values: [Float] = []
        for frequency in 0..<8 {
            for place in 0..<32 {
                let angle: Double = Double.pi * (Double(place) + 0.5) * Double(frequency) / 32
                values.append(Float(cos(angle)))
            }
        }
        return values
    }()
}
