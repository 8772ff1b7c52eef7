/// The noise that reference programs draw too, so that golden files hold results alone.
public enum Noise {
    /// (height, width, 3): the highest bits of a linear congruential generator, as `Tools/reference/pictures.py` has it.
    public static func pixels(width: Int, height: Int) -> [UInt8] {
        var state = UInt32(truncatingIfNeeded: width << 16 + height)
        return [UInt8](unsafeUninitializedCapacity: width * height * 3) { bytes, count in
            count = width * height * 3
            for at in 0..<count {
                state = state &* 1_664_525 &+ 1_013_904_223
                bytes[at] = UInt8(truncatingIfNeeded: state >> 24)
            }
        }
    }
}
