public import Pictures

/// How one seller photographed one product; the same recipe gives the same pixels.
public struct DemoPhoto: Hashable, Sendable {
    /// What lies behind the product.
    public enum Background: String, Sendable, CaseIterable {
        case white, studio, wall, wood, fabric, stone
    }

    /// What the seller wrote over the picture.
    public enum Overlay: Hashable, Sendable {
        case none
        /// Large, faint, across the middle.
        case watermark(String)
        /// A band of colour at the foot.
        case banner(String)
        /// A round label in a corner.
        case badge(String)
    }

    public var background: Background
    public var overlay: Overlay
    public var width: Int
    public var height: Int
    public var format: PictureFormat
    /// Of JPEG and WebP, 1...100.
    public var quality: Int
    /// Decides the background's colours, its grain, and the banner's colour.
    var seed: UInt64
    /// Above 0 is redder, below is bluer.
    var warmth: Float
    var exposure: Float
    /// Radians clockwise from the right, from where light falls.
    var light: Float
    /// The product's half width in halves of the shorter side.
    var scale: Float
    var shift: SIMD2<Float>
    var angle: Float
    var flip: Bool
    /// The product's width against its height, as the camera's slant leaves it.
    var squeeze: Float

    init(seller: Seller, side: Int, flips: Bool, _ dice: inout Dice) {
        background = dice.chance(0.6) ? seller.background : dice.pick(Background.self)
        let long = side * 5 / 4
        (width, height) = dice.pick([(side, side), (side, side), (side, long), (long, side)])
        let kinds: [PictureFormat] = [.jpeg, .jpeg, .jpeg, .jpeg, .jpeg, .jpeg, .jpeg, .jpeg, .webp, .png]
        format = dice.pick(kinds)
        quality = dice.whole(35...95)
        seed = dice.next()
        warmth = dice.real(-0.09...0.11)
        exposure = dice.real(0.86...1.12)
        light = dice.real(-2.7 ... -0.45)
        scale = dice.chance(0.12) ? dice.real(0.95...1.15) : dice.real(0.62...0.9)
        shift = SIMD2(dice.real(-0.1...0.1), dice.real(-0.08...0.08))
        angle = dice.real(-0.12...0.12)
        flip = flips && dice.chance(0.35)
        squeeze = dice.real(0.92...1.04)
        switch dice.weighted([1 - seller.overlays, seller.overlays / 3, seller.overlays / 3, seller.overlays / 3]) {
        case 1: overlay = .watermark(seller.sign)
        case 2: overlay = .banner(seller.sign)
        case 3: overlay = .badge(dice.pick(["NEW", "SALE", "-20", "TOP", "HOT"]))
        default: overlay = .none
        }
    }
}
