import CKernels
import Foundation

extension Picture {
    /// The picture at another size, without aliasing: a Lanczos filter of three lobes, widened when it shrinks.
    public func resized(width: Int, height: Int) -> Picture {
        if width == self.width, height == self.height { return self }
        let across = ResizingFilter(from: self.width, to: width)
        let down = ResizingFilter(from: self.height, to: height)
        let result = [UInt8](unsafeUninitializedCapacity: width * height * 3) { result, count in
            for places in across.parts {
                let seen = across.seen(by: places)
                let lefts = across.starts[places].map { $0 - Int32(seen.lowerBound) }
                let weights = Array(
                    across.weights[(places.lowerBound * across.taps)..<(places.upperBound * across.taps)])
                var room = [Float](repeating: 0, count: (Int(CK_RESIZED_LANES) + 1) * seen.count * 3)
                pixels.withUnsafeBufferPointer { pixels in
                    ck_resize(
                        pixels.baseAddress! + seen.lowerBound * 3, self.width * 3, seen.count * 3, down.starts,
                        down.weights, down.taps, height, lefts, weights, across.taps, places.count, &room,
                        result.baseAddress! + places.lowerBound * 3, width * 3)
                }
            }
            count = width * height * 3
        }
        return Picture(width: width, height: height, pixels: result)
    }

    /// The part of the picture from (x, y), which lies inside it.
    public func cropped(x: Int, y: Int, width: Int, height: Int) -> Picture {
        precondition(x >= 0 && y >= 0 && x + width <= self.width && y + height <= self.height, "a part lies inside")
        var part = [UInt8]()
        part.reserveCapacity(width * height * 3)
        for row in y..<(y + height) {
            let start = (row * self.width + x) * 3
            part += pixels[start..<(start + width * 3)]
        }
        return Picture(width: width, height: height, pixels: part)
    }

    /// The picture on a larger ground of one colour, its corner at (x, y).
    public func padded(width: Int, height: Int, x: Int, y: Int, with colour: (UInt8, UInt8, UInt8)) -> Picture {
        precondition(x >= 0 && y >= 0 && x + self.width <= width && y + self.height <= height, "the ground is larger")
        var ground = Picture(width: width, height: height, filled: colour)
        for row in 0..<self.height {
            let (to, from) = (((row + y) * width + x) * 3, row * self.width * 3)
            ground.pixels.replaceSubrange(to..<(to + self.width * 3), with: pixels[from..<(from + self.width * 3)])
        }
        return ground
    }
}

/// For each place of the result, where its window starts in the source and the weight of each tap; sums are one.
private struct ResizingFilter {
    let taps: Int
    var starts: [Int32] = []
    var weights: [Float] = []

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        let widening = max(1, scale)
        let reach = 3 * widening
        taps = min(source, Int((2 * reach).rounded(.up)) + 1)
        starts.reserveCapacity(target)
        weights.reserveCapacity(target * taps)
        var window = [Double](repeating: 0, count: taps)
        for place in 0..<target {
            let centre = (Double(place) + 0.5) * scale
            let start = min(max(0, Int((centre - reach).rounded(.down))), source - taps)
            Self.lanczos(from: (Double(start) + 0.5 - centre) / widening, step: 1 / widening, into: &window)
            let sum = window.reduce(0, +)
            starts.append(Int32(start))
            weights += window.map { Float($0 / sum) }
        }
    }

    /// The filter at distances that grow by a step. Sines of angles that do so come of each other: to work out each anew took
    /// as long as the picture.
    private static func lanczos(from first: Double, step: Double, into window: inout [Double]) {
        var (wide, narrow) = (Rotation(angle: .pi * first / 3), Rotation(angle: .pi * first))
        let (wideStep, narrowStep) = (Rotation(angle: .pi * step / 3), Rotation(angle: .pi * step))
        for tap in window.indices {
            let x = first + Double(tap) * step
            window[tap] =
                abs(x) >= 3 ? 0 : abs(x) < 1e-9 ? 1 : 3 * narrow.sine * wide.sine / (.pi * .pi * x * x)
            wide.turn(by: wideStep)
            narrow.turn(by: narrowStep)
        }
    }

    private struct Rotation {
        private(set) var sine: Double
        private var cosine: Double

        init(angle: Double) { (sine, cosine) = (sin(angle), cos(angle)) }

        mutating func turn(by step: Rotation) {
            (sine, cosine) = (sine * step.cosine + cosine * step.sine, cosine * step.cosine - sine * step.sine)
        }
    }

    /// The pixels of the source that some places see.
    func seen(by places: Range<Int>) -> Range<Int> {
        Int(starts[places.lowerBound])..<(Int(starts[places.upperBound - 1]) + taps)
    }

    /// The places in parts, each of which sees no more than some thousand pixels, or has one place: a picture a million wide takes
    /// no more memory than others.
    var parts: [Range<Int>] {
        var parts: [Range<Int>] = []
        var first = 0
        for place in starts.indices where seen(by: first..<(place + 1)).count > Self.mostSeen && place > first {
            parts.append(first..<place)
            first = place
        }
        return parts + [first..<starts.count]
    }

    private static let mostSeen = 4096
}
