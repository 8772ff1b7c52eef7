/// Chance fixed to a place: the same point gives the same value.
enum Noise {
    /// 0...1 for a cell of the grid.
    static func cell(_ x: Int32, _ y: Int32, seed: UInt32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x9E37_79B1 ^ UInt32(bitPattern: y) &* 0x85EB_CA77 ^ seed &* 0xC2B2_AE3D
        h = (h ^ (h >> 15)) &* 0x2C1B_3C6D
        h = (h ^ (h >> 12)) &* 0x297A_2D39
        return Float((h ^ (h >> 15)) >> 8) * 0x1p-24
    }

    /// Smooth between the cells' values, 0...1.
    static func value(_ p: Point, seed: UInt32) -> Float {
        let low = Point(p.x.rounded(.down), p.y.rounded(.down))
        let (x, y) = (Int32(low.x), Int32(low.y))
        var f = p - low
        f = f * f * (3 - 2 * f)
        let upper = cell(x, y, seed: seed) * (1 - f.x) + cell(x &+ 1, y, seed: seed) * f.x
        let lower = cell(x, y &+ 1, seed: seed) * (1 - f.x) + cell(x &+ 1, y &+ 1, seed: seed) * f.x
        return upper * (1 - f.y) + lower * f.y
    }
}
