import Testing

@testable import Pictures

/// A small generator, so that the tests are the same in every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}

@Suite struct AugmentationTests {
    /// One change alone, at every chance.
    private static func only(_ change: (inout Augmentation) -> Void) -> Augmentation {
        var augmentation = Augmentation.none
        change(&augmentation)
        return augmentation
    }

    /// A product of two colours with a white hole, on white: 24 x 24, the product from 6 to 17, the hole from 10 to 13.
    private static let product: Picture = {
        var picture = Picture(width: 24, height: 24)
        for y in 6..<18 {
            for x in 6..<18 where !((10..<14).contains(x) && (10..<14).contains(y)) {
                let at = (y * 24 + x) * 3
                (picture.pixels[at], picture.pixels[at + 1]) = (x < 12 ? 200 : 30, 60)
                picture.pixels[at + 2] = UInt8(y * 10)
            }
        }
        return picture
    }()

    private static func pixel(_ picture: Picture, _ x: Int, _ y: Int) -> [UInt8] {
        Array(picture.pixels[((y * picture.width + x) * 3)..<((y * picture.width + x) * 3 + 3)])
    }

    private static func changed(_ one: Picture, _ other: Picture) -> [Int] {
        (0..<(one.width * one.height)).filter {
            one.pixels[($0 * 3)..<($0 * 3 + 3)] != other.pixels[($0 * 3)..<($0 * 3 + 3)]
        }
    }

    @Test("the same seed gives the same picture, another seed another")
    func seeded() throws {
        let picture = try GoldenPicture.pixels("colour.png")
        var (a, b, c) = (Steps(), Steps(), Steps(state: 5))
        for _ in 0..<20 {
            let first = Augmentation().apply(picture, size: 24, using: &a)
            #expect(first == Augmentation().apply(picture, size: 24, using: &b))
            #expect(first != Augmentation().apply(picture, size: 24, using: &c))
        }
    }

    @Test("without any change a picture of the right size stays as it is, and another is only brought to size")
    func none() throws {
        var steps = Steps()
        #expect(Augmentation.none.apply(Self.product, size: 24, using: &steps) == Self.product)
        let picture = try GoldenPicture.pixels("colour.png")
        let seen = Augmentation.none.apply(picture, size: 24, using: &steps)
        // Bilinear against Lanczos, as far apart as filters are.
        #expect(GoldenPicture.difference(seen, picture.resized(width: 24, height: 24)).mean < 6)
    }

    @Test("a flip changes left and right and nothing else")
    func flip() {
        var steps = Steps()
        let seen = Self.only { $0.flip = 1 }.apply(Self.product, size: 24, using: &steps)
        for y in 0..<24 {
            for x in 0..<24 { #expect(Self.pixel(seen, x, y) == Self.pixel(Self.product, 23 - x, y)) }
        }
    }

    @Test("a crop shows a part of the picture, at least as large as was asked")
    func crop() {
        // Brightness tells where a pixel came from: (x, y) is (5 x, 5 y).
        var ramp = Picture(width: 50, height: 50)
        for at in 0..<2500 { (ramp.pixels[at * 3], ramp.pixels[at * 3 + 1]) = (UInt8(at % 50 * 5), UInt8(at / 50 * 5)) }
        var steps = Steps()
        for _ in 0..<50 {
            let seen = Self.only { $0.smallestCrop = 0.6 }.apply(ramp, size: 40, using: &steps)
            let (first, last) = (Self.pixel(seen, 0, 0), Self.pixel(seen, 39, 39))
            let (width, height) = (Double(last[0] - first[0]) / 245, Double(last[1] - first[1]) / 245)
            // Less a pixel, since both ends are read in the middle of one.
            #expect(width * height > 0.54 && width <= 1 && height <= 1)
            for x in 1..<40 { #expect(Self.pixel(seen, x, 0)[0] > Self.pixel(seen, x - 1, 0)[0]) }
        }
    }

    @Test("padding lays the whole picture on a light grey ground")
    func pad() {
        let dark = Picture(width: 24, height: 24, filled: (10, 90, 10))
        var steps = Steps()
        for _ in 0..<50 {
            let seen = Self.only { $0.pad = 1 }.apply(dark, size: 24, using: &steps)
            let kept = (0..<576).count { Self.pixel(seen, $0 % 24, $0 / 24) == [10, 90, 10] }
            #expect(kept >= 17 * 17 && kept < 576)
            for at in 0..<576 where Self.pixel(seen, at % 24, at / 24) != [10, 90, 10] {
                let ground = Self.pixel(seen, at % 24, at / 24)
                #expect(ground[0] >= 200 && ground[0] == ground[1] && ground[1] == ground[2])
            }
        }
    }

    @Test("a shift moves and scales by a few hundredths, and what comes in repeats the edge")
    func shift() {
        var steps = Steps()
        /// The middle of the ink, in pixels, and how much there is.
        func ink(_ picture: Picture) -> (x: Double, y: Double, sum: Double) {
            var (x, y, sum) = (0.0, 0.0, 0.0)
            for at in 0..<576 {
                let ink = 255 - Double(picture.pixels[at * 3 + 1])
                (x, y, sum) = (x + ink * Double(at % 24), y + ink * Double(at / 24), sum + ink)
            }
            return (x / sum, y / sum, sum)
        }
        let before = ink(Self.product)
        for _ in 0..<50 {
            let seen = Self.only { $0.shift = 1 }.apply(Self.product, size: 24, using: &steps)
            let after = ink(seen)
            #expect(seen != Self.product && Self.pixel(seen, 0, 0) == [255, 255, 255])
            #expect(abs(after.x - before.x) < 2 && abs(after.y - before.y) < 2)
            #expect((0.85...1.15).contains(after.sum / before.sum))
        }
    }

    @Test("another ground leaves the product's pixels as they are, and what is white within it")
    func background() {
        var steps = Steps()
        var gradients = 0
        for _ in 0..<20 {
            let seen = Self.only { $0.background = 1 }.apply(Self.product, size: 24, using: &steps)
            for y in 6..<18 {
                for x in 6..<18 { #expect(Self.pixel(seen, x, y) == Self.pixel(Self.product, x, y)) }
            }
            #expect(Self.changed(seen, Self.product).count == 576 - 144)
            // Every row of the ground has one colour.
            for y in 0..<24 { #expect(Self.pixel(seen, 0, y) == Self.pixel(seen, 23, y)) }
            gradients += Self.pixel(seen, 0, 0) == Self.pixel(seen, 0, 23) ? 0 : 1
        }
        #expect(gradients > 3 && gradients < 17)
    }

    @Test("a ground keeps its shadow, and a border of many colours is no ground")
    func shadows() {
        var picture = Picture(width: 20, height: 20, filled: (240, 240, 240))
        picture.pixels[(10 * 20 + 10) * 3] = 225
        picture.replaceGround(by: Backdrop(top: [100, 110, 120], bottom: [100, 110, 120]))
        #expect(Self.pixel(picture, 0, 0) == [100, 110, 120] && Self.pixel(picture, 10, 10) == [85, 110, 120])
        var steps = Steps()
        let noise = Picture(
            width: 20, height: 20, pixels: (0..<1200).map { _ in UInt8.random(in: 0...255, using: &steps) })
        var seen = noise
        seen.replaceGround(by: Backdrop(top: [100, 110, 120], bottom: [100, 110, 120]))
        #expect(seen == noise)
    }

    @Test("new inks leave white white")
    func inks() {
        let white = Picture(width: 8, height: 8, filled: (255, 255, 255))
        var steps = Steps()
        for _ in 0..<20 {
            #expect(Self.only { $0.inks = 1 }.apply(white, size: 8, using: &steps) == white)
            #expect(Self.only { $0.inks = 1 }.apply(Self.product, size: 24, using: &steps) != Self.product)
        }
    }

    @Test("colours that words name stay what they are called")
    func keepingColours() {
        let red = Picture(width: 8, height: 8, filled: (200, 30, 40))
        var steps = Steps()
        for _ in 0..<100 {
            let seen = Self.pixel(
                Augmentation(background: 0, watermark: 0, text: 0).keepingColours
                    .apply(red, size: 8, using: &steps), 4, 4
            ).map(Int.init)
            #expect(seen[0] > seen[1] + 100 && seen[0] > seen[2] + 100)
        }
    }

    @Test("brightness, contrast and saturation stray no farther than they may")
    func colour() {
        let grey = Picture(width: 8, height: 8, filled: (128, 128, 128))
        var steps = Steps()
        var levels: Set<UInt8> = []
        for _ in 0..<100 {
            let seen = Self.only { $0.colour = 0.2 }.apply(grey, size: 8, using: &steps)
            #expect(seen.pixels.allSatisfy { (107...149).contains($0) } && Set(seen.pixels).count == 1)
            levels.insert(seen.pixels[0])
        }
        #expect(levels.count > 20)
    }

    @Test("a map in whole numbers is the map in fractions, to the level")
    func wholeNumbers() {
        var steps = Steps()
        var picture = Picture(
            width: 16, height: 16, pixels: (0..<768).map { _ in UInt8.random(in: 0...255, using: &steps) })
        let before = picture.pixels.map(Float.init)
        ChannelMap([0.2, 0.3, 0.9, 1.4, 0, 0, 0.1, 0.1, 0.1], saturation: 1.3, contrast: 0.7, brightness: 20)
            .apply(to: &picture)
        for at in stride(from: 0, to: 768, by: 3) {
            let ink = before[at..<(at + 3)].map { 255 - $0 }
            let (r, g, b) = (
                255 - (0.2 * ink[0] + 0.3 * ink[1] + 0.9 * ink[2]), 255 - 1.4 * ink[0],
                255 - 0.1 * (ink[0] + ink[1] + ink[2])
            )
            let light = Picture.brightness(r, g, b)
            for (channel, value) in [r, g, b].enumerated() {
                let expected = (1.3 * value - 0.3 * light - 128) * 0.7 + 128 + 20
                #expect(abs(Float(picture.pixels[at + channel]) - min(255, max(0, expected))) <= 0.51)
            }
        }
    }

    @Test("a blur softens edges, keeps the light as a whole, and leaves what is flat")
    func blur() {
        var steps = Steps()
        let flat = Picture(width: 9, height: 9, filled: (77, 12, 200))
        #expect(Self.only { $0.blur = 1 }.apply(flat, size: 9, using: &steps) == flat)
        let seen = Self.only { $0.blur = 1 }.apply(Self.product, size: 24, using: &steps)
        func light(_ picture: Picture) -> Double { picture.pixels.reduce(0) { $0 + Double($1) } / 1728 }
        #expect(abs(light(seen) - light(Self.product)) < 1)
        func steepest(_ picture: Picture) -> Int {
            (1..<24).map { abs(Int(Self.pixel(picture, $0, 9)[0]) - Int(Self.pixel(picture, $0 - 1, 9)[0])) }.max() ?? 0
        }
        #expect(steepest(seen) < steepest(Self.product) * 2 / 3)
    }

    @Test("a watermark is letters that the picture shines through")
    func watermark() {
        var steps = Steps()
        for _ in 0..<20 {
            let seen = Self.only { $0.watermark = 1 }.apply(Self.product, size: 24, using: &steps)
            let changed = Self.changed(seen, Self.product)
            // Black on black or white on white shows nothing.
            #expect(changed.count < 576 / 3)
            let halves = Set(
                changed.map { at in
                    let (old, new) = (Int(Self.product.pixels[at * 3]), Int(seen.pixels[at * 3]))
                    return new == (old + 255) / 2 ? "white" : new == old / 2 ? "black" : "neither"
                })
            #expect(halves.isSubset(of: ["white"]) || halves.isSubset(of: ["black"]))
        }
    }

    @Test("a text is letters of one colour, on a bar or without")
    func text() {
        let grey = Picture(width: 48, height: 48, filled: (128, 128, 128))
        var steps = Steps()
        var bars = 0
        for _ in 0..<40 {
            let seen = Self.only { $0.text = 1 }.apply(grey, size: 48, using: &steps)
            let changed = Self.changed(seen, grey)
            #expect(!changed.isEmpty && changed.count <= 48 * 9)
            let colours = Set(changed.map { Self.pixel(seen, $0 % 48, $0 / 48) })
            #expect(colours.count <= 2)
            bars += colours.count - 1
        }
        #expect(bars > 8 && bars < 32)
    }

    @Test("a letter is drawn as its shape")
    func letters() throws {
        var picture = Picture(width: 9, height: 9)
        var steps = Steps()
        var caption = Caption(over: 9, using: &steps)
        (caption.letters, caption.x, caption.y, caption.scale) = ([try #require(LetterShapes.columns["T"])], 2, 1, 1)
        (caption.colour, caption.bar) = ([0, 0, 0], nil)
        picture.write(caption)
        let rows = (1..<8).map { y in (2..<7).map { Self.pixel(picture, $0, y)[0] == 0 ? "#" : "." }.joined() }
        #expect(rows == ["#####", "#.#.#", "..#..", "..#..", "..#..", "..#..", "..#.."])
        #expect(LetterShapes.all.count == 38 && LetterShapes.all.allSatisfy { $0.count == 5 })
    }

    @Test("a JPEG's loss changes levels and no more")
    func jpeg() throws {
        let picture = try GoldenPicture.pixels("colour.png").resized(width: 24, height: 24)
        var steps = Steps()
        let seen = Self.only { $0.jpeg = 1 }.apply(picture, size: 24, using: &steps)
        #expect(seen != picture && GoldenPicture.difference(seen, picture).mean < 16)
    }

    @Test("every change takes pictures of any shape", arguments: [(1, 1), (1, 50), (50, 1), (3, 2), (200, 150)])
    func shapes(width: Int, height: Int) {
        let all = Augmentation(
            smallestCrop: 0.1, flip: 1, pad: 1, shift: 1, background: 1, inks: 1, blur: 1, watermark: 1, text: 1,
            jpeg: 1, colour: 0.9)
        let picture = Picture(
            width: width, height: height, pixels: [UInt8](repeating: 9, count: width * height * 3))
        var steps = Steps()
        for _ in 0..<30 { #expect(all.apply(picture, size: 16, using: &steps).width == 16) }
        for _ in 0..<5 { #expect(all.apply(picture, size: 1, using: &steps).width == 1) }
    }
}
