/// The ground that another seller laid a product on: one colour, or two that run into each other from top to bottom.
struct Backdrop {
    var top: [Int]
    var bottom: [Int]

    init(top: [Int], bottom: [Int]) { (self.top, self.bottom) = (top, bottom) }

    /// Half of them of one colour; none so dark that a dark product is lost on it.
    init(using g: inout some RandomNumberGenerator) {
        func colour() -> [Int] {
            let light = Int.random(in: 100...255, using: &g)
            return (0..<3).map { _ in min(255, max(80, light + Int.random(in: -40...40, using: &g))) }
        }
        top = colour()
        bottom = Bool.random(using: &g) ? top : colour()
    }
}

extension Picture {
    /// How far a channel may be from the ground's and still be ground: soft shadows and a JPEG's noise are.
    private static let groundTolerance = 24
    /// The share of the border that has to be of one colour: below it the picture has no flat ground.
    private static let groundBorder = 0.6

    /// Lays what is not ground on another ground; nothing happens where there is no flat one.
    ///
    /// Ground is what is joined to the border and near its colour. It keeps its shadows, since each of its pixels is
    /// moved by what the colours differ; every other pixel stays as it is.
    mutating func replaceGround(by backdrop: Backdrop) {
        guard let (colour, ground) = ground() else { return }
        pixels.withUnsafeMutableBufferPointer { pixels in
            for y in 0..<height {
                for channel in 0..<3 {
                    let (above, below) = (backdrop.top[channel], backdrop.bottom[channel])
                    let move = above + (below - above) * y / max(1, height - 1) - colour[channel]
                    for x in 0..<width where ground[y * width + x] {
                        let at = (y * width + x) * 3 + channel
                        pixels[at] = UInt8(min(255, max(0, Int(pixels[at]) + move)))
                    }
                }
            }
        }
    }

    /// The places of the pixels along the border.
    private var border: [Int] {
        var places: [Int] = []
        for x in 0..<width { places += [x, (height - 1) * width + x] }
        for y in 0..<height { places += [y * width, y * width + width - 1] }
        return places
    }

    /// The colour of the ground, and for each pixel whether it is ground; nil where the border is of many colours.
    func ground() -> (colour: [Int], isGround: [Bool])? {
        let edges = border
        let colour = (0..<3).map { channel -> Int in
            let levels = edges.map { pixels[$0 * 3 + channel] }.sorted()
            return Int(levels[levels.count / 2])
        }
        let (red, green, blue, near) = (colour[0], colour[1], colour[2], Self.groundTolerance)
        return pixels.withUnsafeBufferPointer { pixels in
            func isNear(_ at: Int) -> Bool {
                abs(Int(pixels[at * 3]) - red) <= near && abs(Int(pixels[at * 3 + 1]) - green) <= near
                    && abs(Int(pixels[at * 3 + 2]) - blue) <= near
            }
            var open = edges.filter(isNear)
            guard Double(open.count) >= Self.groundBorder * Double(edges.count) else { return nil }
            var isGround = [Bool](repeating: false, count: width * height)
            for at in open { isGround[at] = true }
            // From the border inwards, over the four sides of a pixel.
            while let at = open.popLast() {
                let x = at % width
                func take(_ next: Int) {
                    guard !isGround[next], isNear(next) else { return }
                    isGround[next] = true
                    open.append(next)
                }
                if x > 0 { take(at - 1) }
                if x + 1 < width { take(at + 1) }
                if at >= width { take(at - width) }
                if at + width < isGround.count { take(at + width) }
            }
            return (colour, isGround)
        }
    }
}
