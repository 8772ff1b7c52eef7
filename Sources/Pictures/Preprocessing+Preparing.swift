extension Preprocessing {
    /// The (size, size) picture an encoder sees.
    public func prepared(_ picture: Picture) -> Picture {
        let (width, height) = (picture.width, picture.height)
        switch fit {
        case .stretch: return scaled(picture, size, size)
        case .crop:
            let side = min(width, height)
            let middle =
                width == height
                ? picture
                : picture.cropped(x: (width - side) / 2, y: (height - side) / 2, width: side, height: side)
            return scaled(middle, size, size)
        case .pad:
            let longest = max(width, height)
            return laid(picture, max(1, width * size / longest), max(1, height * size / longest))
        case .longest:
            let ratio = Double(max(width, height)) / Double(size)
            func side(_ side: Int) -> Int {
                // Zero for a line of a pixel, which open_clip refuses.
                min(size, max(1, Int((Double(side) / ratio).rounded(.toNearestOrEven))))
            }
            return laid(picture, side(width), side(height))
        case .shortest, .shortestToEven: return middle(of: picture)
        }
    }

    private func scaled(_ picture: Picture, _ width: Int, _ height: Int) -> Picture {
        if width == picture.width, height == picture.height { return picture }
        return resampling == .own
            ? picture.resized(width: width, height: height)
            : picture.resampled(width: width, height: height, by: resampling)
    }

    /// Scaled so, in the middle of the ground.
    private func laid(_ picture: Picture, _ width: Int, _ height: Int) -> Picture {
        let scaled = scaled(picture, width, height)
        if width == size, height == size { return scaled }
        return scaled.padded(
            width: size, height: size, x: (size - width) / 2, y: (size - height) / 2, with: (fill[0], fill[1], fill[2]))
    }

    /// The square in the middle of the picture whose shorter side became `edge`.
    private func middle(of picture: Picture) -> Picture {
        let edge = max(edge ?? size, size)
        let (short, long) = (min(picture.width, picture.height), max(picture.width, picture.height))
        // In this order and in f64, as Python divides: 7 * 300 / 100 is 21, and 7 * (300 / 100) may not be.
        let longer = Int(Double(edge * long) / Double(short))
        let (width, height) = picture.width <= picture.height ? (edge, longer) : (longer, edge)
        let (x, y) = (corner(width - size), corner(height - size))
        guard resampling != .own else {
            return picture.resized(width: width, height: height).cropped(x: x, y: y, width: size, height: size)
        }
        return picture.resampled(
            width: width, height: height, by: resampling, columns: x..<(x + size), rows: y..<(y + size))
    }

    /// Half of what is too much.
    private func corner(_ rest: Int) -> Int {
        fit == .shortest ? rest / 2 : Int((Double(rest) / 2).rounded(.toNearestOrEven))
    }

    /// Writes a prepared picture as (size, size, 3), normalised: to the bit as transformers does it in f32.
    public func write(_ prepared: Picture, into target: UnsafeMutableBufferPointer<Float>) {
        precondition(prepared.width == size && prepared.height == size, "the picture is prepared")
        precondition(target.count == size * size * 3, "room for (size, size, 3)")
        // (3, 256): what each level of each channel becomes.
        var values = [Float]()
        values.reserveCapacity(768)
        for channel in 0..<3 {
            for level in 0..<256 {
                values.append((Float(Double(level) * rescale) - mean[channel]) / deviation[channel])
            }
        }
        values.withUnsafeBufferPointer { values in
            prepared.pixels.withUnsafeBufferPointer { pixels in
                var at = 0
                while at < pixels.count {
                    target[at] = values[Int(pixels[at])]
                    target[at + 1] = values[256 + Int(pixels[at + 1])]
                    target[at + 2] = values[512 + Int(pixels[at + 2])]
                    at += 3
                }
            }
        }
    }
}
