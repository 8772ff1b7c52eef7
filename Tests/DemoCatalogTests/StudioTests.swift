import Pictures
import Testing

@testable import DemoCatalog

struct StudioTests {
    private let style: Style
    private let photo: DemoPhoto

    init() throws {
        var dice = Dice(seed: 3)
        style = try #require(Style.drawn(count: 16, &dice).first { $0.family.name == "mug" })
        let seller = try #require(Seller.drawn(count: 1, &dice).first)
        photo = DemoPhoto(seller: seller, side: 48, flips: true, &dice)
    }

    private func picture(_ change: (inout DemoPhoto) -> Void) -> Picture {
        var photo = photo
        (photo.width, photo.height, photo.overlay) = (48, 48, .none)
        change(&photo)
        return Studio(style: style).picture(photo)
    }

    /// The mean difference of two pictures' bytes.
    private func difference(_ a: Picture, _ b: Picture) -> Double {
        let sum = zip(a.pixels, b.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(a.pixels.count)
    }

    @Test("the same recipe gives the same pixels")
    func same() {
        #expect(picture { _ in } == picture { _ in })
    }

    @Test("the product stands out from every background", arguments: DemoPhoto.Background.allCases)
    func background(_ background: DemoPhoto.Background) {
        let with = picture { $0.background = background }
        let away = picture {
            $0.background = background
            $0.shift = SIMD2(9, 9)
        }
        #expect(difference(with, away) > 8)
    }

    @Test("every background looks like none of the others")
    func backgrounds() {
        let all = DemoPhoto.Background.allCases.map { background in picture { $0.background = background } }
        for (at, one) in all.enumerated() {
            for other in all[(at + 1)...] { #expect(difference(one, other) > 1) }
        }
    }

    @Test(
        "what a seller writes over a picture shows",
        arguments: [DemoPhoto.Overlay.watermark("SHOP"), .banner("SHOP"), .badge("NEW")])
    func overlay(_ overlay: DemoPhoto.Overlay) {
        #expect(difference(picture { _ in }, picture { $0.overlay = overlay }) > 0.5)
    }

    @Test("a flip mirrors the product, here the side of a mug's handle, and leaves the light")
    func flip() {
        /// How far the middle of the product lies right of the picture's, in pixels.
        func lean(flip: Bool) -> Double {
            let picture = picture { photo in
                (photo.background, photo.angle, photo.shift) = (.white, 0, .zero)
                (photo.scale, photo.squeeze, photo.light, photo.flip) = (0.8, 1, -.pi / 2, flip)
            }
            let columns = (0..<48).filter { column in
                (0..<48).contains { row in
                    let at = (row * 48 + column) * 3
                    return (0..<3).contains { abs(Int(picture.pixels[at + $0]) - Int(picture.pixels[$0])) > 80 }
                }
            }
            return Double((columns.first ?? 0) + (columns.last ?? 0)) / 2 - 23.5
        }
        #expect(lean(flip: false) > 1)
        #expect(lean(flip: true) < -1)
    }

    @Test("two sellers' pictures of a style differ")
    func sellers() {
        var dice = Dice(seed: 12)
        let pictures = Seller.drawn(count: 8, &dice).map { seller in
            var photo = DemoPhoto(seller: seller, side: 48, flips: true, &dice)
            (photo.width, photo.height) = (48, 48)
            return Studio(style: style).picture(photo)
        }
        for (one, other) in zip(pictures, pictures.dropFirst()) { #expect(difference(one, other) > 3) }
    }
}
