import Pictures
import Testing

private let kinds = [
    "baseline.jpg", "progressive.jpg", "cmyk.jpg", "turned6.jpg", "palette.png", "alpha.png", "deep.png", "lossy.webp",
    "alpha.webp",
]

@Suite struct HostileBytesTests {
    @Test(arguments: kinds)
    func aPictureCutOffAnywhereIsATypedErrorThatNamesTheFormat(name: String) throws {
        let bytes = try GoldenPicture.bytes(name)
        let format = try PictureCodec.info(bytes).format
        // The last bytes of a file may be padding or an end mark that decoders do without.
        for count in stride(from: 12, to: bytes.count - 24, by: 7) {
            do throws(PictureError) {
                _ = try PictureCodec.decode(Array(bytes.prefix(count)))
                Issue.record("\(name) cut to \(count) of \(bytes.count) bytes was decoded")
            } catch {
                guard case .damaged(format, _) = error else {
                    Issue.record("\(name) cut to \(count) bytes: \(error)")
                    continue
                }
                #expect(error.description.contains(format.rawValue.uppercased()))
            }
        }
    }

    @Test(arguments: kinds)
    func flippedBitsNeverCrash(name: String) throws {
        let bytes = try GoldenPicture.bytes(name)
        var state: UInt64 = 0x9E37_79B9
        for _ in 0..<400 {
            var broken = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                broken[Int(state >> 33) % broken.count] ^= 1 << UInt8(state >> 61)
            }
            _ = try? PictureCodec.decode(broken, limits: PictureLimits(pixels: 1_000_000))
        }
    }

    @Test func whatIsNoPictureIsSaidSo() {
        #expect(throws: PictureError.unknownFormat(firstBytes: [])) { try PictureCodec.info([]) }
        #expect(throws: PictureError.unknownFormat(firstBytes: Array("GIF89a..".utf8))) {
            try PictureCodec.decode(Array("GIF89a...".utf8))
        }
        #expect(
            PictureError.unknownFormat(firstBytes: [0x0A, 0xFF]).description
                == "neither JPEG, PNG nor WebP: the first bytes are 0a ff")
    }

    @Test func anAnimatedWebPIsRefused() throws {
        let bytes = try GoldenPicture.bytes("animated.webp")
        #expect(throws: PictureError.damaged(.webp, reason: "it is animated; a product picture has one frame")) {
            try PictureCodec.decode(bytes)
        }
    }
}
