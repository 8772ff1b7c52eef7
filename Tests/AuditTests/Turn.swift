import Foundation

enum Turn {
    static func unit(_ degrees: Double) -> (Float, Float) {
        (Float(cos(degrees * .pi / 180)), Float(sin(degrees * .pi / 180)))
    }
}
