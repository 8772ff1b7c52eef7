import Foundation

/// How the pixels of a picture at another size are made of those it has.
public enum Resampling: String, Codable, CaseIterable, Sendable {
    /// Ours: Lanczos of three lobes in f32, rounded once.
    case own
    /// The triangle, as Pillow has it: to the level, without aliasing.
    case bilinear
    /// Keys' cubic with a = -0.5 (Keys 1981), as Pillow has it.
    case bicubic
    /// Lanczos of three lobes, as Pillow has it: rounded between the passes too.
    case lanczos

    /// How far the filter reaches, in pixels of the smaller picture.
    var reach: Double {
        switch self {
        case .bilinear: 1
        case .bicubic: 2
        case .own, .lanczos: 3
        }
    }

    /// The weight, not yet normalised, at a distance from the centre.
    func weight(_ x: Double) -> Double {
        let x = abs(x)
        guard x < reach else { return 0 }
        switch self {
        case .bilinear: return 1 - x
        case .bicubic:
            let a = -0.5
            return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * a
        case .own, .lanczos: return Self.sinc(x) * Self.sinc(x / 3)
        }
    }

    private static func sinc(_ x: Double) -> Double {
        let x = x * .pi
        return x == 0 ? 1 : sin(x) / x
    }
}

/// The weights of Pillow's fixed-point resampling along one side (`src/libImaging/Resample.c`): for some places of the result, where the window of
/// each starts in the source, and the weight of each tap in units of 2^-22.
struct FixedWindows {
    /// How many weights each place has; those beyond its window are zero.
    let taps: Int
    var starts: [Int32] = []
    /// (places, taps, copies).
    var weights: [Int32]

    /// For `places` of a side of `target` pixels made of `source`.
    ///
    /// - Parameters:
    ///   - unit: What the number of taps is rounded up to divide by.
    ///   - copies: How often each weight is repeated.
    init(
        _ resampling: Resampling, from source: Int, to target: Int, places: Range<Int>, unit: Int = 1, copies: Int = 1
    ) {
        let scale = Double(source) / Double(target)
        let widening = max(1, scale)
        let support = resampling.reach * widening
        let longest = min(source, Int(support.rounded(.up)) * 2 + 1)
        taps = (longest + unit - 1) / unit * unit
        weights = [Int32](repeating: 0, count: places.count * taps * copies)
        starts.reserveCapacity(places.count)
        var window = [Double](repeating: 0, count: longest)
        for (at, place) in places.enumerated() {
            let centre = (Double(place) + 0.5) * scale
            let start = max(0, Int(centre - support + 0.5))
            let count = min(source, Int(centre + support + 0.5)) - start
            var sum = 0.0
            for tap in 0..<count {
                window[tap] = resampling.weight((Double(tap + start) - centre + 0.5) * (1 / widening))
                sum += window[tap]
            }
            starts.append(Int32(start))
            for tap in 0..<count {
                let scaled = (sum == 0 ? window[tap] : window[tap] / sum) * Double(1 << 22)
                let weight = Int32(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
                for copy in 0..<copies { weights[(at * taps + tap) * copies + copy] = weight }
            }
        }
    }

    /// The part of a side of `source` pixels that any window sees.
    func seen(of source: Int) -> Range<Int> { Int(starts[0])..<min(source, Int(starts[starts.count - 1]) + taps) }
}
