import Encoders
import Pictures
import Testing

@testable import Training

@Suite struct PictureCacheTests {
    @Test("a picture is decoded as large as the import accepted it, and no larger")
    func limits() throws {
        let shop = try SmallShop(styles: 2)
        let paths = shop.catalogue.map(\.picture)
        let preprocessing = try SmallShop.config().image.preprocessing
        // The shop's pictures are 24 x 24.
        let wide = PictureCache(paths, preprocessing, limits: PictureLimits(pixels: 576))
        #expect(wide.picture(0)?.width == preprocessing.size * 5 / 4 && wide.unreadable == 0)
        let narrow = PictureCache(paths, preprocessing, limits: PictureLimits(pixels: 575))
        #expect(narrow.picture(0) == nil && narrow.unreadable == 1)
        let set = TrainingSet(
            catalogue: shop.catalogue, pairs: shop.pairs, queries: [:], pictureLimits: PictureLimits(pixels: 575))
        #expect(set.pictureLimits.pixels == 575)
    }

    @Test("a picture whose file is gone is counted and costs nothing but itself")
    func gone() throws {
        let shop = try SmallShop(styles: 2)
        let paths = [shop.folder.path("nothing.png")] + shop.catalogue.map(\.picture)
        let cache = PictureCache(paths, try SmallShop.config().image.preprocessing, limits: .init())
        #expect(cache.picture(0) == nil && cache.picture(1) != nil)
        #expect(cache.unreadable == 1)
    }
}
