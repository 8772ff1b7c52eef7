import CKernels

extension Picture {
    /// How many bytes may lie between the two passes; a picture of more is resampled in strips.
    private static let room = 4 << 20

    /// The picture at another size, or a part of that, to the level as Pillow's `resize` gives it: first along the rows,
    /// then along the columns, rounded to bytes after each (Pillow, `src/libImaging/Resample.c`).
    ///
    /// Only what the part needs is computed: a picture of one pixel by a million may be asked for at 224 times that, as
    /// long as the part is small.
    ///
    /// - Parameters:
    ///   - columns: The part's columns within `width`; all where nil.
    ///   - rows: The part's rows within `height`; all where nil.
    public func resampled(
        width: Int, height: Int, by resampling: Resampling, columns: Range<Int>? = nil, rows: Range<Int>? = nil
    ) -> Picture {
        let (columns, rows) = (columns ?? 0..<width, rows ?? 0..<height)
        precondition(
            !columns.isEmpty && !rows.isEmpty && columns.lowerBound >= 0 && columns.upperBound <= width
                && rows.lowerBound >= 0 && rows.upperBound <= height, "a part lies inside, and is not empty")
        let down = FixedWindows(resampling, from: self.height, to: height, places: rows)
        // The rows of the source that any window sees.
        let seen = Int(down.starts[0])..<min(self.height, Int(down.starts[rows.count - 1]) + down.taps)
        let wide = max(1, min(columns.count, Self.room / (seen.count * 3)))
        var result = [UInt8](repeating: 0, count: columns.count * rows.count * 3)
        for left in stride(from: columns.lowerBound, to: columns.upperBound, by: wide) {
            let strip = left..<min(columns.upperBound, left + wide)
            let across = FixedWindows(resampling, from: self.width, to: width, places: strip, unit: 8, copies: 3)
            let narrow = narrowed(seen, by: across)
            let bytes = strip.count * 3
            narrow.withUnsafeBufferPointer { narrow in
                result.withUnsafeMutableBufferPointer { result in
                    down.weights.withUnsafeBufferPointer { weights in
                        for row in 0..<rows.count {
                            let start = Int(down.starts[row]) - seen.lowerBound
                            ck_resample_down(
                                narrow.baseAddress! + start * bytes, bytes, weights.baseAddress! + row * down.taps,
                                result.baseAddress! + (row * columns.count + left - columns.lowerBound) * 3, bytes,
                                min(down.taps, seen.count - start))
                        }
                    }
                }
            }
        }
        return Picture(width: columns.count, height: rows.count, pixels: result)
    }

    /// (rows, places, 3): some rows of the picture at the width of these windows.
    private func narrowed(_ rows: Range<Int>, by across: FixedWindows) -> [UInt8] {
        let places = across.starts.count
        let first = Int(across.starts[0])
        let starts = across.starts.map { $0 - Int32(first) }
        // A row is copied to where the weights of zero beyond its end may be read too.
        var row = [UInt8](repeating: 0, count: (Int(starts[places - 1]) + across.taps) * 3)
        let copied = min(row.count, (width - first) * 3)
        return [UInt8](unsafeUninitializedCapacity: rows.count * places * 3) { narrow, count in
            pixels.withUnsafeBufferPointer { pixels in
                row.withUnsafeMutableBufferPointer { row in
                    for y in rows {
                        row.baseAddress!.update(from: pixels.baseAddress! + (y * width + first) * 3, count: copied)
                        ck_resample_across(
                            row.baseAddress!, starts, across.weights,
                            narrow.baseAddress! + (y - rows.lowerBound) * places * 3, places, across.taps)
                    }
                }
            }
            count = rows.count * places * 3
        }
    }
}
