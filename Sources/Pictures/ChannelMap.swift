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

    /// - Parameter flipped: Whether left and right change places on the way.
    func apply(to picture: Picture, flipped: Bool) -> Picture {
        var result = picture
        let width = picture.width
        picture.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                matrix.withUnsafeBufferPointer { m in
                    for at in 0..<(source.count / 3) {
                        let x = at % width
                        let from = (flipped ? at - x + width - 1 - x : at) * 3
                        let (r, g, b) = (Float(source[from]), Float(source[from + 1]), Float(source[from + 2]))
                        for row in 0..<3 {
                            let mixed: Float = m[row * 3] * r + m[row * 3 + 1] * g + m[row * 3 + 2] * b
                            let value: Float = mixed + shift[row]
                            target[at * 3 + row] = UInt8(min(255, max(0, value + 0.5)))
                        }
                    }
                }
            }
        }
        return result
    }
}

extension Float {
    /// The natural logarithm.
    var logarithm: Float { log(self) }
}
