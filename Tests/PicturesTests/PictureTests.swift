import Pictures
import Testing

/// Grey levels: Pillow rounds and clips to bytes between its two passes, we keep floats.
private let resizingTolerance = 3

/// A small generator, so that the tests are the same in every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}

@Suite struct PictureTests {
    @Test(arguments: ["half", "odd", "larger"])
    func resizingIsLanczosAsPillowHasIt(name: String) throws {
        let expected = try GoldenPicture.pixels("resized-\(name)")
        let seen = try GoldenPicture.pixels("colour.png").resized(width: expected.width, height: expected.height)
        #expect(GoldenPicture.difference(seen, expected).largest <= resizingTolerance)
    }

    @Test func aFlatPictureStaysFlatAtEverySize() {
        let flat = Picture(width: 9, height: 5, pixels: [UInt8](repeating: 77, count: 135))
        for side in [1, 2, 8, 33] {
            #expect(flat.resized(width: side, height: side).pixels.allSatisfy { $0 == 77 })
        }
    }

    @Test(arguments: [Preprocessing.Fit.pad, .crop, .stretch])
    func aPreparedPictureIsSquareAndNormalised(fit: Preprocessing.Fit) throws {
        let preprocessing = Preprocessing(size: 16, fit: fit)
        let prepared = preprocessing.prepared(try GoldenPicture.pixels("colour.png"))
        #expect((prepared.width, prepared.height) == (16, 16))
        var values = [Float](repeating: .nan, count: 16 * 16 * 3)
        values.withUnsafeMutableBufferPointer { preprocessing.write(prepared, into: $0) }
        for (value, pixel) in zip(values, prepared.pixels) {
            #expect(abs(value - (Float(pixel) / 255 - 0.5) / 0.25) < 1e-5)
        }
        if fit == .pad { #expect(prepared.pixels.prefix(48).allSatisfy { $0 == 255 }) }
    }

    @Test func thePerceptualHashSurvivesRecompressionAndTellsOtherPicturesApart() throws {
        let picture = try GoldenPicture.pixels("colour.png")
        let again = try PictureCodec.decode(PictureCodec.jpeg(picture.resized(width: 90, height: 63), quality: 50))
        #expect(PerceptualHash(of: picture).distance(to: PerceptualHash(of: again)) <= 6)
        var other = picture
        for at in other.pixels.indices where (at / 3) % 40 < 20 { other.pixels[at] = 255 - other.pixels[at] }
        #expect(PerceptualHash(of: picture).distance(to: PerceptualHash(of: other)) > 12)
    }

    @Test func anAugmentationIsSeededAndChangesThePicture() throws {
        let picture = try GoldenPicture.pixels("colour.png")
        var (a, b, c) = (Steps(), Steps(), Steps(state: 5))
        let first = Augmentation().apply(picture, size: 24, using: &a)
        #expect(first == Augmentation().apply(picture, size: 24, using: &b))
        #expect(first != Augmentation().apply(picture, size: 24, using: &c))
        #expect(Augmentation.none.apply(picture, size: 24, using: &a) == picture.resized(width: 24, height: 24))
    }

    @Test func newInksLeaveWhiteWhite() {
        let white = Picture(width: 8, height: 8, filled: (255, 255, 255))
        var steps = Steps()
        let recoloured = Augmentation(smallestCrop: 1, flip: 0, inks: 1, jpeg: 0, watermark: 0, pad: 0, colour: 0)
        for _ in 0..<20 { #expect(recoloured.apply(white, size: 8, using: &steps) == white) }
    }

    @Test(arguments: [(1, 1), (1, 50), (50, 1), (3, 2)])
    func everyAugmentationTakesPicturesOfAnyShape(width: Int, height: Int) {
        let all = Augmentation(
            smallestCrop: 0.1, flip: 1, inks: 1, jpeg: 1, watermark: 1, pad: 1, colour: 0.9)
        let picture = Picture(
            width: width, height: height, pixels: [UInt8](repeating: 9, count: width * height * 3))
        var steps = Steps()
        for _ in 0..<50 { #expect(all.apply(picture, size: 16, using: &steps).width == 16) }
    }
}
