import Foundation

extension Float {
    /// The sine of this many radians.
    var sine: Float { sinf(self) }
    /// The cosine of this many radians.
    var cosine: Float { cosf(self) }
}
