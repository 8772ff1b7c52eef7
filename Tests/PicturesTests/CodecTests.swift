import Pictures
import Testing

/// Two decoders round differently: at most this many grey levels for lossy kinds; none for lossless ones.
private let lossyTolerance = 6

@Suite struct CodecTests {
    @Test(arguments: [
        ("baseline.jpg", PictureFormat.jpeg, lossyTolerance), ("progressive.jpg", .jpeg, lossyTolerance),
        ("grey.jpg", .jpeg, lossyTolerance), ("cmyk.jpg", .jpeg, lossyTolerance), ("ycck.jpg", .jpeg, lossyTolerance),
        ("colour.png", .png, 0), ("palette.png", .png, 0), ("palette-clear.png", .png, 0), ("grey.png", .png, 0),
        ("deep.png", .png, 1), ("alpha.png", .png, 1), ("grey-alpha.png", .png, 1),
        ("lossy.webp", .webp, lossyTolerance), ("lossless.webp", .webp, 0), ("alpha.webp", .webp, 1),
        ("png-by-content.jpg", .png, 0),
    ])
    func everyKindIsReadAsPillowReadsIt(name: String, format: PictureFormat, tolerance: Int) throws {
        let bytes = try GoldenPicture.bytes(name)
        let expected = try GoldenPicture.pixels(name)
        let info = try PictureCodec.info(bytes)
        let picture = try PictureCodec.decode(bytes)
        #expect(info.format == format)
        #expect((info.width, info.height) == (expected.width, expected.height))
        #expect((picture.width, picture.height) == (expected.width, expected.height))
        #expect(GoldenPicture.difference(picture, expected).largest <= tolerance)
    }

    @Test(arguments: 1...8)
    func theOrientationOfTheCameraIsApplied(turn: Int) throws {
        let bytes = try GoldenPicture.bytes("turned\(turn).jpg")
        let expected = try GoldenPicture.pixels("turned\(turn).jpg")
        let picture = try PictureCodec.decode(bytes)
        #expect((picture.width, picture.height) == (expected.width, expected.height))
        #expect(try PictureCodec.info(bytes).width == expected.width)
        #expect(GoldenPicture.difference(picture, expected).largest <= lossyTolerance)
    }

    @Test func aPictureWrittenIsReadBack() throws {
        let picture = try GoldenPicture.pixels("colour.png")
        #expect(try PictureCodec.decode(PictureCodec.png(picture)) == picture)
        for bytes in [PictureCodec.jpeg(picture, quality: 95), PictureCodec.webp(picture, quality: 95)] {
            let seen = try PictureCodec.decode(bytes)
            #expect(GoldenPicture.difference(seen, picture).mean < 8)
        }
    }

    @Test func aJPEGWantedSmallIsDecodedSmallButNeverBelowWhatIsWanted() throws {
        let large = try GoldenPicture.pixels("colour.png").resized(width: 400, height: 280)
        let small = try PictureCodec.decode(PictureCodec.jpeg(large), shortestSide: 64)
        #expect((small.width, small.height) == (100, 70))
        #expect(GoldenPicture.difference(small, large.resized(width: 100, height: 70)).mean < 4)
    }

    @Test(arguments: ["colour.png", "baseline.jpg", "lossless.webp"])
    func pixelsAreBoundedBeforeDecoding(name: String) throws {
        let bytes = try GoldenPicture.bytes(name)
        let format = try PictureCodec.info(bytes).format
        #expect(throws: PictureError.tooManyPixels(format, width: 40, height: 28, limit: 1_000)) {
            try PictureCodec.decode(bytes, limits: PictureLimits(pixels: 1_000))
        }
        #expect(throws: PictureError.tooManyBytes(count: bytes.count, limit: 100)) {
            try PictureCodec.decode(bytes, limits: PictureLimits(bytes: 100))
        }
    }

    @Test func aHeaderThatClaimsABillionPixelsCostsNoMemory() throws {
        var bytes = try GoldenPicture.bytes("colour.png")
        bytes.replaceSubrange(16..<24, with: [0, 0, 0x7F, 0xFF, 0, 0, 0x7F, 0xFF])
        #expect(throws: PictureError.self) { try PictureCodec.decode(bytes) }
    }
}
