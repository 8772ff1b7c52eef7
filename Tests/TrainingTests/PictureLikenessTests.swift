import Foundation
import Pictures
import Tensors
import Testing

@testable import Training

@Suite struct PictureLikenessTests {
    /// Soft blobs on white, as unlike as photographs of different things.
    private static func photo(_ seed: UInt64, side: Int = 60) -> Picture {
        var g = Generator(seed: seed)
        var picture = Picture(width: side, height: side, filled: (255, 255, 255))
        for _ in 0..<6 {
            let (x, y) = (Int.random(in: 5..<55, using: &g), Int.random(in: 5..<55, using: &g))
            let (radius, channel) = (Int.random(in: 5..<18, using: &g), Int.random(in: 0..<3, using: &g))
            for v in 0..<side {
                for u in 0..<side where (u - x) * (u - x) + (v - y) * (v - y) < radius * radius {
                    picture.pixels[(v * side + u) * 3 + channel] /= 3
                    picture.pixels[(v * side + u) * 3 + (channel + 1) % 3] /= 2
                }
            }
        }
        return picture
    }

    private static func trace(_ picture: Picture) -> PictureTrace { PictureTrace(of: picture) }

    @Test("a picture that was compressed and scaled anew is the same, another is not")
    func near() throws {
        var traces: [PictureTrace?] = []
        for seed in 0..<12 as Range<UInt64> {
            let picture = Self.photo(seed).resized(width: 160, height: 160)
            let smaller = picture.resized(width: 120, height: 120)
            traces += [picture, try PictureCodec.decode(PictureCodec.jpeg(smaller, quality: 60))].map {
                Self.trace($0.resized(width: 60, height: 60))
            }
        }
        traces.append(nil)
        let likeness = PictureLikeness(traces)
        for one in traces.indices {
            for other in traces.indices where one != other {
                #expect(likeness.contains(one, other) == (one / 2 == other / 2 && traces[one] != nil))
            }
        }
    }

    @Test("the same shape in another colour is another picture")
    func colours() {
        let picture = Self.photo(1)
        var other = picture
        for at in stride(from: 0, to: other.pixels.count, by: 3) { other.pixels.swapAt(at, at + 2) }
        #expect(!Self.trace(picture).isNear(Self.trace(other)))
    }

    @Test("a picture that a crowd of products shows excuses none of them, and a few copies excuse each other")
    func crowd() {
        let blank = Self.trace(Picture(width: 60, height: 60, filled: (250, 250, 250)))
        let copy = Self.trace(Self.photo(99))
        let others = (0..<60 as Range<UInt64>).map { Self.trace(Self.photo($0 + 1000)) }
        for (copies, excuses) in [(8, true), (9, false), (150, false)] {
            let likeness = PictureLikeness(Array(repeating: blank, count: copies) + [copy, copy] + others)
            #expect(likeness.contains(0, copies - 1) == excuses)
            #expect(likeness.contains(copies, copies + 1))
        }
    }

    @Test("a batch excuses listings of one picture or one name, whatever blanks and capitals it has")
    func batches() throws {
        var shop = try SmallShop(styles: 40)
        shop.pairs = []
        let training = shop.set.training.products
        let (one, other) = (training[20], training[training.count - 1])
        // One photo, stored by one seller without loss and by the other with some.
        let photo = Self.photo(3).resized(width: 120, height: 120)
        for at in shop.catalogue.indices {
            let id = shop.catalogue[at].product.id
            if id == one.id { shop.catalogue[at].picture = try shop.folder.write(PictureCodec.png(photo), to: "one") }
            if id == other.id {
                shop.catalogue[at].picture = try shop.folder.write(PictureCodec.jpeg(photo, quality: 70), to: "other")
            }
        }
        for at in shop.catalogue.indices where shop.catalogue[at].product.id == training[5].id {
            shop.catalogue[at].product.title = "  " + (training[9].title ?? "").uppercased() + " "
        }
        let maker = BatchMaker(shop.set, SmallShop.plan(epochs: 1), try SmallShop.config(), shop.tokenizer)
        #expect(maker.together(20, training.count - 1) && maker.together(5, 9))
        #expect(!maker.together(20, 30) && !maker.together(5, 8))
    }

    @Test("traces are made of what the cache keeps, and of no more")
    func room() throws {
        let shop = try SmallShop(styles: 8)
        let paths = [nil] + shop.catalogue.map(\.picture)
        let side = try SmallShop.config().image.preprocessing.size * 5 / 4
        let cache = PictureCache(
            paths, try SmallShop.config().image.preprocessing, limits: .init(), limit: 3 * side * side * 3 + 1)
        #expect(cache.kept == [1, 2, 3])
        let likeness = PictureLikeness(of: cache)
        #expect(likeness.contains(1, 1) && likeness.contains(3, 3) && !likeness.contains(4, 4))
        #expect(!likeness.contains(0, 0))
    }
}
