/// An upright picture in 8-bit sRGB: `pixels` is (height, width, 3), row-major, red first.
public struct Picture: Equatable, Sendable {
    public let width: Int
    public let height: Int
    public var pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(
            width > 0 && height > 0 && pixels.count == width * height * 3,
            "a picture has width * height * 3 bytes")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one colour.
    public init(width: Int, height: Int, filled colour: (UInt8, UInt8, UInt8) = (255, 255, 255)) {
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for at in stride(from: 0, to: pixels.count, by: 3) {
            (pixels[at], pixels[at + 1], pixels[at + 2]) = colour
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// How bright a colour looks, in the unit of its channels (ITU-R BT.601).
    public static func brightness(_ red: Float, _ green: Float, _ blue: Float) -> Float {
        0.299 * red + 0.587 * green + 0.114 * blue
    }
}
