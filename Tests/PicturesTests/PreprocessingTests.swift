import Foundation
import Pictures
import Testing

@Suite struct PreprocessingTests {
    private static let side = 20
    private static let sizes = [(1, 40), (31, 47), (53, 37), (9, 7), (400, 300), (20, 20), (46, 40)]

    @Test(arguments: [
        ("clip", Preprocessing(size: side, fit: .shortest, resampling: .bicubic)),
        ("clip-edge", Preprocessing(size: side, fit: .shortest, edge: 25, resampling: .lanczos)),
        ("siglip", Preprocessing(size: side, fit: .stretch, resampling: .bicubic)),
        ("vit", Preprocessing(size: side, fit: .stretch, resampling: .bilinear)),
        ("open-clip-shortest", Preprocessing(size: side, fit: .shortestToEven, resampling: .bicubic)),
        ("open-clip-longest", Preprocessing(size: side, fit: .longest, resampling: .bilinear, fill: [7, 7, 7])),
        ("open-clip-squash", Preprocessing(size: side, fit: .stretch, resampling: .bicubic)),
    ])
    func aPreparedPictureIsThatOfTheProcessorItComesFrom(name: String, preprocessing: Preprocessing) throws {
        let sizes = name.hasPrefix("open-clip") ? Array(Self.sizes.dropFirst()) : Self.sizes
        let golden = try ResamplingTests.golden("prepared-\(name).bytes", sizes.map { _ in (Self.side, Self.side) })
        for (size, wanted) in zip(sizes, golden) {
            let seen = preprocessing.prepared(ResamplingTests.noise(size.0, size.1))
            #expect(seen.pixels.elementsEqual(wanted.pixels), "\(size): \(GoldenPicture.difference(seen, wanted))")
        }
    }

    @Test func aLineOfAPixelIsLaidOnTheGroundWhereOpenCLIPRefusesIt() {
        let line = Picture(width: 100, height: 1, filled: (200, 200, 200))
        let seen = Preprocessing(size: 8, fit: .longest, resampling: .bicubic, fill: [1, 2, 3]).prepared(line)
        #expect(seen.pixels.prefix(3) == [1, 2, 3] && seen.pixels.count { $0 == 200 } == 24)
    }

    @Test func valuesAreRescaledShiftedAndDividedByChannel() {
        let preprocessing = Preprocessing(
            size: 1, fit: .stretch, rescale: 0.5, mean: [1, 2, 3], deviation: [0.5, 0.25, 4])
        var values: [Float] = [0, 0, 0]
        values.withUnsafeMutableBufferPointer {
            preprocessing.write(Picture(width: 1, height: 1, pixels: [2, 4, 255]), into: $0)
        }
        #expect(values == [0, 0, 31.125])
    }

    @Test func aPreprocessingOfBeforeIsOurs() throws {
        let json = #"{"size":64,"fit":"crop","mean":[0.5,0.5,0.5],"deviation":[0.25,0.25,0.25]}"#
        let read = try JSONDecoder().decode(Preprocessing.self, from: Data(json.utf8))
        #expect(read == Preprocessing(size: 64, fit: .crop) && read.resampling == .own && read.edge == nil)
    }

    @Test func onlyOurOwnEncodersSeePicturesDecodedSmaller() {
        #expect(Preprocessing(size: 64).decodedSide == 128 && Preprocessing(size: 384).decodedSide == 768)
        for resampling in Resampling.allCases where resampling != .own {
            #expect(Preprocessing(size: 64, fit: .stretch, resampling: resampling).decodedSide == nil)
        }
    }

    @Test func anotherSideKeepsTheShareOfThePictureThatIsSeen() {
        let larger = Preprocessing(size: 224, fit: .shortest, edge: 256, resampling: .bicubic).sized(280)
        #expect(larger.size == 280 && larger.edge == 320)
    }
}
