import Pictures
import Testing

/// Grey levels: Pillow rounds and clips to bytes between its two passes, we keep floats.
private let resizingTolerance = 3

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
}
