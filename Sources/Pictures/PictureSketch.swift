import CKernels

/// A picture in 128 by 128 greys, whatever its shape: enough to tell whether another shows the same.
public struct PictureSketch: Hashable, Sendable {
    /// Pixels of either side.
    public static let side = Int(CK_SKETCH_SIDE)

    /// (side, side), row-major.
    private let greys: [UInt8]

    public init(of picture: Picture) {
        let small = picture.resampled(width: Self.side, height: Self.side, by: .bilinear)
        greys = (0..<Self.side * Self.side).map { at in
            let (red, green, blue) = (small.pixels[at * 3], small.pixels[at * 3 + 1], small.pixels[at * 3 + 2])
            return UInt8(Picture.brightness(Float(red), Float(green), Float(blue)).rounded())
        }
    }

    /// How far the details of two pictures agree where they fit best, 0...1.
    ///
    /// Each is searched, as it is and turned over, for the part that the other shows: windows on a coarse grid, and from the
    /// likeliest the sides moved as long as the greys agree better (normalised cross-correlation, Lewis 1995). There what a
    /// blur takes away is compared block by block, and half of what there is to be seen agrees better than is said. So a
    /// picture that was cut, padded, turned over, brightened or stamped with a watermark is still the same, and another one
    /// of the same outline is not. Zero where nothing fits, and for pictures of one colour.
    public func overlay(on other: PictureSketch) -> Float {
        // Always the same way round: which is searched first decides between equals.
        let (one, two) = greys.lexicographicallyPrecedes(other.greys) ? (self, other) : (other, self)
        return ck_overlay(one.greys, two.greys)
    }
}
