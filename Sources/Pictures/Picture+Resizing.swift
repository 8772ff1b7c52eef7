import Foundation

extension Picture {
    /// The picture at another size, without aliasing: a Lanczos filter of three lobes, widened when it shrinks.
    public func resized(width: Int, height: Int) -> Picture {
        if width == self.width, height == self.height { return self }
        let across = ResizingFilter(from: self.width, to: width)
        let down = ResizingFilter(from: self.height, to: height)
        // Rows first: (height, width') in f32, then columns.
        var narrow = [Float](repeating: 0, count: self.height * width * 3)
        var result = [UInt8](repeating: 0, count: width * height * 3)
        pixels.withUnsafeBufferPointer { source in
            narrow.withUnsafeMutableBufferPointer { narrow in
                across.weights.withUnsafeBufferPointer { weights in
                    for y in 0..<self.height {
                        let row = y * self.width * 3
                        for x in 0..<width {
                            var (r, g, b) = (Float(0), Float(0), Float(0))
                            var at = row + across.starts[x] * 3
                            for tap in (x * across.taps)..<((x + 1) * across.taps) {
                                let weight = weights[tap]
                                r += weight * Float(source[at])
                                g += weight * Float(source[at + 1])
                                b += weight * Float(source[at + 2])
                                at += 3
                            }
                            let to = (y * width + x) * 3
                            (narrow[to], narrow[to + 1], narrow[to + 2]) = (r, g, b)
                        }
                    }
                }
            }
        }
        narrow.withUnsafeBufferPointer { narrow in
            result.withUnsafeMutableBufferPointer { result in
                down.weights.withUnsafeBufferPointer { weights in
                    for y in 0..<height {
                        for x in 0..<(width * 3) {
                            var sum = Float(0.5)
                            var at = down.starts[y] * width * 3 + x
                            for tap in (y * down.taps)..<((y + 1) * down.taps) {
                                sum += weights[tap] * narrow[at]
                                at += width * 3
                            }
                            result[y * width * 3 + x] = UInt8(min(255, max(0, sum)))
                        }
                    }
                }
            }
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
    var starts: [Int] = []
    var weights: [Float] = []

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        let reach = 3 * max(1, scale)
        taps = min(source, Int((2 * reach).rounded(.up)) + 1)
        for place in 0..<target {
            let centre = (Double(place) + 0.5) * scale
            let start = min(max(0, Int((centre - reach).rounded(.down))), source - taps)
            let window = (start..<(start + taps)).map { tap in
                Self.lanczos((Double(tap) + 0.5 - centre) / max(1, scale))
            }
            let sum = window.reduce(0, +)
            starts.append(start)
            weights += window.map { Float($0 / sum) }
        }
    }

    private static func lanczos(_ x: Double) -> Double {
        if abs(x) >= 3 { return 0 }
        if abs(x) < 1e-9 { return 1 }
        return 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x)
    }
}
