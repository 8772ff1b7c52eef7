import CKernels
import Pictures
import Testing

/// Pictures of goods of one outline, on white: what is printed on them is drawn from a seed.
private enum Garment {
    static func picture(_ seed: UInt64, width: Int = 180, height: Int = 240) -> Picture {
        var picture = Picture(width: width, height: height)
        var dice = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func roll(_ bound: Int) -> Int {
            dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(dice >> 33) % bound
        }
        fill(&picture, 30..<150, 20..<220) { _, _ in 90 }
        for _ in 0..<60 {
            let (x, y, side) = (30 + roll(104), 20 + roll(184), 6 + roll(10))
            let shade = UInt8(40 + roll(180))
            fill(&picture, x..<(x + side), y..<(y + side)) { _, _ in shade }
        }
        return picture
    }

    static func fill(
        _ picture: inout Picture, _ columns: Range<Int>, _ rows: Range<Int>, _ shade: (UInt8, Int) -> UInt8
    ) {
        for y in rows {
            for x in columns {
                for channel in 0..<3 {
                    let at = (y * picture.width + x) * 3 + channel
                    picture.pixels[at] = shade(picture.pixels[at], channel)
                }
            }
        }
    }

    static let changes: [String: @Sendable (Picture) throws -> Picture] = [
        "cut": { $0.cropped(x: 22, y: 14, width: 140, height: 205) },
        "padded with black": { $0.padded(width: 230, height: 300, x: 20, y: 35, with: (0, 0, 0)) },
        "turned over": { picture in
            var turned = picture
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    for channel in 0..<3 {
                        turned.pixels[(y * picture.width + x) * 3 + channel] =
                            picture.pixels[(y * picture.width + picture.width - 1 - x) * 3 + channel]
                    }
                }
            }
            return turned
        },
        "brighter": { picture in
            var bright = picture
            for at in bright.pixels.indices { bright.pixels[at] = UInt8(min(255, Int(bright.pixels[at]) * 5 / 4)) }
            return bright
        },
        "with a word over it": { picture in
            var marked = picture
            fill(&marked, 20..<160, 100..<125) { value, _ in value / 2 + 127 }
            return marked
        },
        "saved anew": { try PictureCodec.decode(PictureCodec.jpeg($0, quality: 40)) },
        "cut, padded and turned over": { picture in
            let turned = try changes["turned over"]?(picture) ?? picture
            return turned.cropped(x: 15, y: 12, width: 150, height: 215)
                .padded(width: 200, height: 280, x: 25, y: 30, with: (238, 238, 238))
        },
    ]
}

@Suite struct OverlayTests {
    @Test(arguments: Garment.changes.keys.sorted())
    func aPictureThatWasChangedLiesOverTheOneItWas(how: String) throws {
        let change = try #require(Garment.changes[how])
        for seed in 1...4 as ClosedRange<UInt64> {
            let picture = Garment.picture(seed)
            let overlay = PictureSketch(of: picture).overlay(on: PictureSketch(of: try change(picture)))
            #expect(overlay > 0.95, "\(seed)")
        }
    }

    @Test func aPictureOfTheSameOutlineDoesNot() {
        let sketches = (1...6).map { PictureSketch(of: Garment.picture($0)) }
        for one in sketches.indices {
            for other in sketches.indices where other > one {
                #expect(sketches[one].overlay(on: sketches[other]) < 0.9, "\(one) and \(other)")
            }
        }
    }

    @Test func whichOfTwoIsLaidOverTheOtherMakesNoDifference() throws {
        let cut = try #require(Garment.changes["cut"])
        let (one, other) = (PictureSketch(of: Garment.picture(1)), PictureSketch(of: try cut(Garment.picture(1))))
        #expect(one.overlay(on: other) == other.overlay(on: one))
    }

    @Test func inPicturesOfOneColourNothingAgrees() {
        let white = PictureSketch(of: Picture(width: 40, height: 90))
        #expect(white.overlay(on: white) == 0)
        #expect(white.overlay(on: PictureSketch(of: Garment.picture(1))) == 0)
    }

    @Test func aPictureOfOnePixelAndOneOfOneRowAreSketchedToo() {
        let dot = PictureSketch(of: Picture(width: 1, height: 1))
        let line = PictureSketch(of: Picture(width: 3000, height: 1))
        #expect(dot.overlay(on: line) == 0)
    }

    @Test func theKernelAgreesWithItsPlainTwin() throws {
        let side = PictureSketch.side
        func greys(_ picture: Picture) -> [UInt8] {
            let small = picture.resampled(width: side, height: side, by: .bilinear)
            return stride(from: 0, to: small.pixels.count, by: 3).map { small.pixels[$0] }
        }
        let picture = Garment.picture(3)
        for how in Garment.changes.keys.sorted() {
            let change = try #require(Garment.changes[how])
            let (a, b) = (greys(picture), greys(try change(picture)))
            #expect(abs(ck_overlay(a, b) - ck_overlay_plain(a, b)) < 0.02, "\(how)")
        }
    }
}
