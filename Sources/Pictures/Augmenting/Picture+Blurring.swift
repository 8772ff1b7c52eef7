extension Picture {
    /// Softens by a quarter, a half and a quarter of neighbours, along rows and columns: the least a bad lens does.
    mutating func blur() {
        blur(lines: height, apart: width * 3, along: width, step: 3)
        blur(lines: width, apart: 3, along: height, step: width * 3)
    }

    /// - Parameters:
    ///   - apart: From one line's start to the next's, in bytes.
    ///   - step: From one pixel of a line to the next.
    private mutating func blur(lines: Int, apart: Int, along count: Int, step: Int) {
        pixels.withUnsafeMutableBufferPointer { pixels in
            for start in 0..<lines {
                for channel in 0..<3 {
                    var at = start * apart + channel
                    // Beyond an end its last pixel goes on.
                    var before = Int32(pixels[at])
                    var here = before
                    for place in 0..<count {
                        let after = place + 1 < count ? Int32(pixels[at + step]) : here
                        pixels[at] = UInt8(truncatingIfNeeded: (before &+ 2 &* here &+ after &+ 2) >> 2)
                        (before, here) = (here, after)
                        at += step
                    }
                }
            }
        }
    }
}
