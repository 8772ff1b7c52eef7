import CKernels
import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct ResizingTests {
    /// As the definition says, in f64: of each place the sum over the whole side, by the filter at its distance.
    private func resized(_ picture: Picture, width: Int, height: Int) -> [Double] {
        let (across, down) = (weights(picture.width, width), weights(picture.height, height))
        var result: [Double] = []
        for row in down {
            for place in across {
                for channel in 0..<3 {
                    var sum = 0.0
                    for (y, vertical) in row {
                        for (x, weight) in place {
                            sum += vertical * weight * Double(picture.pixels[(y * picture.width + x) * 3 + channel])
                        }
                    }
                    result.append(sum)
                }
            }
        }
        return result
    }

    /// Of each place the pixels that count, with their weights.
    private func weights(_ source: Int, _ target: Int) -> [[(Int, Double)]] {
        let scale = Double(source) / Double(target)
        return (0..<target).map { place in
            let centre = (Double(place) + 0.5) * scale
            let all = (0..<source).map { at -> (Int, Double) in
                let x = abs((Double(at) + 0.5 - centre) / max(1, scale))
                if x < 1e-9 { return (at, 1) }
                return (at, x >= 3 ? 0 : sin(.pi * x) / (.pi * x) * sin(.pi * x / 3) / (.pi * x / 3))
            }.filter { $0.1 != 0 }
            let sum = all.reduce(0) { $0 + $1.1 }
            return all.map { ($0.0, $0.1 / sum) }
        }
    }

    /// The last is cut into parts that see some thousand pixels each.
    @Test(arguments: [
        (60, 45, 16, 16), (33, 70, 31, 17), (20, 20, 47, 5), (5, 4, 3, 40), (1, 90, 7, 2), (40, 1, 1, 33),
        (9000, 2, 9, 3),
    ])
    func itIsWhatTheDefinitionSays(_ from: Int, _ high: Int, _ to: Int, _ low: Int) {
        let picture = Noise.pixels(width: from, height: high)
        let source = Picture(width: from, height: high, pixels: picture)
        let seen = source.resized(width: to, height: low)
        #expect((seen.width, seen.height) == (to, low))
        let expected = resized(source, width: to, height: low)
        var furthest = 0.0
        for (level, exact) in zip(seen.pixels, expected) {
            furthest = max(furthest, abs(Double(level) - min(255, max(0, exact))))
        }
        // Half a level is rounding.
        #expect(furthest < 0.502)
    }

    @Test func everyVariantOfTheKernelGivesThePlainLevels() {
        var generator = SystemRandomNumberGenerator()
        let bytes = Noise.pixels(width: 90, height: 40)
        let lanes = Int(CK_RESIZED_LANES)
        for (levels, places, taps, rows) in [(270, 20, 13, 16), (270, 9, 4, 37), (90, 7, 5, 3), (192, 1, 1, 1)] {
            let tops = (0..<rows).map { _ in Int32.random(in: 0...20, using: &generator) }
            let lefts = (0..<places).map { _ in Int32.random(in: 0...(Int32(levels / 3 - taps)), using: &generator) }
            let down = (0..<(rows * taps)).map { _ in Float.random(in: -0.3...0.6, using: &generator) }
            let across = (0..<(places * taps)).map { _ in Float.random(in: -0.3...0.6, using: &generator) }
            var room = [Float](repeating: .nan, count: levels * (lanes + 1))
            var seen = [UInt8](repeating: 1, count: rows * places * 3)
            var plain = [UInt8](repeating: 200, count: rows * places * 3)
            ck_resize(
                bytes, 270, levels, tops, down, taps, rows, lefts, across, taps, places, &room, &seen, places * 3)
            ck_resize_plain(
                bytes, 270, levels, tops, down, taps, rows, lefts, across, taps, places, &room, &plain, places * 3)
            // Sums are taken in another order.
            #expect(zip(seen, plain).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
            #expect(places == 1 || Set(seen).count > 1)
        }
    }
}
