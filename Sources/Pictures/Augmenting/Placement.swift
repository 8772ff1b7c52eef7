/// Which part of a picture is seen, how large, which way round and on what ground: all in one pass.
struct Placement: Equatable {
    /// The window that is seen, in shares of the picture's sides. What of it lies outside repeats the edge.
    var (x, y, width, height) = (0.0, 0.0, 1.0, 1.0)
    /// Whether left and right change places.
    var flipped = false
    /// A larger ground around; nil where the window fills the result.
    var frame: Frame?

    struct Frame: Equatable {
        /// What the picture takes of the result's side, and where it starts, in shares of that.
        var share, x, y: Double
        /// A grey.
        var ground: UInt8
    }

    /// The (size, size) picture by bilinear sampling: right as long as the scale is near one.
    func apply(to picture: Picture, size: Int) -> Picture {
        let across = Axis(
            size, of: picture.width, start: x, extent: width, share: frame?.share ?? 1, offset: frame?.x ?? 0,
            flipped: flipped)
        let down = Axis(
            size, of: picture.height, start: y, extent: height, share: frame?.share ?? 1, offset: frame?.y ?? 0,
            flipped: false)
        let ground = frame?.ground ?? 0
        let row = picture.width * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: size * size * 3) { target, count in
            count = size * size * 3
            target.initialize(repeating: ground)
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: row) { blended in
                picture.pixels.withUnsafeBufferPointer { source in
                    for line in down.inside {
                        Self.blend(source, row, down.taps[line], into: blended)
                        across.sample(blended, into: target, at: line * size * 3)
                    }
                }
            }
        }
        return Picture(width: size, height: size, pixels: pixels)
    }

    /// Two rows of `count` bytes as one, in 256ths of a level.
    private static func blend(
        _ pixels: UnsafeBufferPointer<UInt8>, _ count: Int, _ tap: Axis.Tap,
        into target: UnsafeMutableBufferPointer<Int32>
    ) {
        guard let start = pixels.baseAddress, let target = target.baseAddress else { return }
        let (one, other) = (start + Int(tap.first) * count, start + Int(tap.second) * count)
        let (more, less) = (tap.weight, 256 &- tap.weight)
        for at in 0..<count { target[at] = Int32(one[at]) &* less &+ Int32(other[at]) &* more }
    }
}

/// For each place along one side of the result, the two source places it lies between.
private struct Axis {
    struct Tap {
        let first, second: Int32
        /// What the second counts, in 256ths.
        let weight: Int32
    }
    private(set) var taps: [Tap] = []
    /// The places that are not on the ground.
    let inside: Range<Int>

    init(
        _ size: Int, of length: Int, start: Double, extent: Double, share: Double, offset: Double, flipped: Bool
    ) {
        var (from, to) = (size, 0)
        for place in 0..<size {
            // By the middle of the place.
            let part = ((Double(flipped ? size - 1 - place : place) + 0.5) / Double(size) - offset) / share
            if part >= 0, part <= 1 { (from, to) = (min(from, place), place + 1) }
            let middle = (start + part * extent) * Double(length) - 0.5
            let bounded = min(Double(length - 1), max(0, middle))
            let lower = Int32(bounded)
            taps.append(
                Tap(
                    first: lower, second: min(Int32(length - 1), lower + 1),
                    weight: Int32(((bounded - Double(lower)) * 256).rounded())))
        }
        inside = min(from, to)..<to
    }

    /// A row of the result from a row (width, 3) in 256ths of a level.
    func sample(
        _ row: UnsafeMutableBufferPointer<Int32>, into target: UnsafeMutableBufferPointer<UInt8>, at start: Int
    ) {
        guard let row = row.baseAddress, var to = target.baseAddress else { return }
        to += start + inside.lowerBound * 3
        taps.withUnsafeBufferPointer { taps in
            for tap in taps[inside] {
                let (one, other) = (row + Int(tap.first) &* 3, row + Int(tap.second) &* 3)
                let (more, less) = (tap.weight, 256 &- tap.weight)
                to[0] = UInt8(truncatingIfNeeded: (one[0] &* less &+ other[0] &* more &+ 32_768) >> 16)
                to[1] = UInt8(truncatingIfNeeded: (one[1] &* less &+ other[1] &* more &+ 32_768) >> 16)
                to[2] = UInt8(truncatingIfNeeded: (one[2] &* less &+ other[2] &* more &+ 32_768) >> 16)
                to += 3
            }
        }
    }
}
