import Pictures
import Testing

@Suite struct PictureBoxTests {
    private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> PictureBox {
        try #require(PictureBox(x: x, y: y, width: width, height: height))
    }

    @Test func aPartIsWhatOneWouldCutByHand() throws {
        let picture = try GoldenPicture.pixels("colour.png")
        let (width, height) = (Double(picture.width), Double(picture.height))
        let part = try PictureCodec.decode(
            PictureCodec.png(picture), box: Self.box(3 / width, 5 / height, 20 / width, 11 / height))
        #expect(part == picture.cropped(x: 3, y: 5, width: 20, height: 11))
        #expect(try PictureCodec.decode(PictureCodec.png(picture), box: Self.box(0, 0, 1, 1)) == picture)
        #expect(try PictureCodec.decode(PictureCodec.png(picture), box: nil) == picture)
    }

    @Test func thePartKeepsThePixelsThatAreAskedForHoweverSmallItIs() throws {
        let large = Picture(width: 1600, height: 1200, filled: (90, 120, 30))
        let bytes = PictureCodec.jpeg(large)
        #expect(try PictureCodec.decode(bytes, shortestSide: 256).width == 400)
        for (share, side) in [(0.5, 300), (0.25, 300), (0.1, 120)] {
            let part = try PictureCodec.decode(bytes, shortestSide: 256, box: Self.box(0.2, 0.3, share, share))
            #expect(part.height == side, "\(share)")
        }
        // A turned picture's sides are those of the upright one.
        let turned = try GoldenPicture.bytes("turned6.jpg")
        let info = try PictureCodec.info(turned)
        let half = try PictureCodec.decode(turned, box: Self.box(0, 0, 0.5, 1))
        #expect(half.width == Int((Double(info.width) / 2).rounded()) && half.height == info.height)
    }

    @Test func aPartHasOnePixelAtLeastAndMayHangOverByARounding() throws {
        let picture = Picture(width: 10, height: 4, filled: (1, 2, 3))
        let bytes = PictureCodec.png(picture)
        for box in [
            (0.5, 0.5, 1e-9, 1e-9), (0.999_999, 0.999_999, 1e-6, 1e-6),
            (0, 0, .leastNonzeroMagnitude, .leastNonzeroMagnitude),
        ] {
            let part = try PictureCodec.decode(bytes, shortestSide: 256, box: Self.box(box.0, box.1, box.2, box.3))
            #expect((part.width, part.height) == (1, 1))
        }
        #expect(try PictureCodec.decode(bytes, box: Self.box(0.7, -1e-7, 0.1 + 0.2, 1 + 1e-7)).width == 3)
    }

    @Test(arguments: [
        (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, -0.5, 1), (-0.1, 0, 0.5, 0.5), (0.6, 0, 0.5, 0.5), (0, 0.6, 0.5, 0.5),
        (1, 0, 1e-7, 1), (.nan, 0, 1, 1), (0, 0, .infinity, 1), (0, 0, .nan, 1), (-.infinity, 0, 1, 1),
        (1e300, 0, 1e-300, 1),
    ]) func whatLiesOutsideOrHasNoExtentIsNoPart(x: Double, y: Double, width: Double, height: Double) {
        #expect(PictureBox(x: x, y: y, width: width, height: height) == nil)
    }
}
