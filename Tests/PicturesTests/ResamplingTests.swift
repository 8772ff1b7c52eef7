import CKernels
import Foundation
import Pictures
import TestSupport
import Testing

/// Golden values: `Tools/reference/pictures.py`, by Pillow and by the processors of transformers and open_clip over it.
/// All are met to the level.
@Suite struct ResamplingTests {
    static func noise(_ width: Int, _ height: Int) -> Picture {
        Picture(width: width, height: height, pixels: Noise.pixels(width: width, height: height))
    }

    /// One picture after the other, of these extents.
    static func golden(_ name: String, _ extents: [(Int, Int)]) throws -> [Picture] {
        var rest = try GoldenPicture.bytes(name)[...]
        return extents.map { width, height in
            defer { rest = rest.dropFirst(width * height * 3) }
            return Picture(width: width, height: height, pixels: Array(rest.prefix(width * height * 3)))
        }
    }

    @Test(arguments: [Resampling.bilinear, .bicubic, .lanczos])
    func aPictureAtAnotherSizeIsPillowsToTheLevel(resampling: Resampling) throws {
        let sizes = [
            ((1, 40), (24, 24)), ((31, 47), (17, 29)), ((53, 37), (53, 20)), ((9, 7), (40, 33)), ((400, 300), (7, 5)),
            ((200, 3), (1, 1)), ((31, 31), (30, 32)), ((20, 60), (7, 20)), ((24, 30), (20, 22)), ((24, 30), (20, 21)),
        ]
        let golden = try Self.golden("resampled-\(resampling.rawValue).bytes", sizes.map(\.1))
        for (size, wanted) in zip(sizes, golden) {
            let seen = Self.noise(size.0.0, size.0.1)
                .resampled(width: size.1.0, height: size.1.1, by: resampling)
            #expect(seen.pixels.elementsEqual(wanted.pixels), "\(size): \(GoldenPicture.difference(seen, wanted))")
        }
    }

    @Test(arguments: [Resampling.bilinear, .bicubic, .lanczos])
    func aPartOfAPictureAtAnotherSizeIsThatPartOfTheWhole(resampling: Resampling) {
        let picture = Self.noise(31, 47)
        // The last two the height first.
        for (width, height) in [(60, 91), (20, 38), (20, 22), (31, 22)] {
            let whole = picture.resampled(width: width, height: height, by: resampling)
            let part = picture.resampled(
                width: width, height: height, by: resampling, columns: 3..<17, rows: 9..<(height - 1))
            #expect(part == whole.cropped(x: 3, y: 9, width: 14, height: height - 10))
        }
    }

    /// A catalogue of hostile origin may hold such lines; scaled whole they would be of 10^13 pixels.
    @Test(.timeLimit(.minutes(1)), arguments: [(1, 1_000_000), (1_000_000, 1)])
    func theMiddleOfALineOfAMillionPixelsIsTakenWithoutScalingAllOfIt(width: Int, height: Int) {
        let line = Picture(width: width, height: height, filled: (3, 99, 250))
        let preprocessing = Preprocessing(size: 224, fit: .shortest, edge: 256, resampling: .bicubic)
        #expect(preprocessing.prepared(line) == Picture(width: 224, height: 224, filled: (3, 99, 250)))
        for fit in [Preprocessing.Fit.stretch, .longest] {
            #expect(Preprocessing(size: 16, fit: fit, resampling: .bicubic).prepared(line).width == 16)
        }
    }

    @Test func everyVariantOfTheKernelsGivesThePlainBytes() {
        let bytes = Noise.pixels(width: 200, height: 20)
        var generator = SystemRandomNumberGenerator()
        var row = [UInt8](repeating: 0, count: 200 * 4)
        for (places, taps) in [(1, 4), (7, 16), (23, 40)] {
            let starts = (0..<places).map { _ in Int32.random(in: 0...100, using: &generator) }
            let weights = (0..<(places * taps * 4)).map { _ in Int32.random(in: -200_000...400_000, using: &generator) }
            var (seen, plain) = ([UInt8](repeating: 1, count: places * 3), [UInt8](repeating: 2, count: places * 3))
            ck_resample_across(bytes, 190, &row, starts, weights, &seen, places, taps)
            ck_resample_across_plain(bytes, 190, &row, starts, weights, &plain, places, taps)
            #expect(seen == plain)
            for count in [1, 63, 64, 200] {
                var (seen, plain) = ([UInt8](repeating: 1, count: count), [UInt8](repeating: 2, count: count))
                ck_resample_down(bytes, 230, weights, &seen, count, taps)
                ck_resample_down_plain(bytes, 230, weights, &plain, count, taps)
                #expect(seen == plain)
            }
        }
    }
}
