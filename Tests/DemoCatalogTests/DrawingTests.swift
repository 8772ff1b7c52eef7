import Testing

@testable import DemoCatalog

struct DrawingTests {
    private let plain = Affine(scale: 1, angle: 0, flip: false, origin: .zero)

    private func area(_ path: Path, size: Int = 40) throws -> Float {
        try #require(Mask(path, place: plain, size: (size, size), margin: 0)).values.reduce(0, +)
    }

    @Test("a box covers its area, fractions of pixels too")
    func box() throws {
        let box = try area(.box(Point(3.25, 4.5), Point(20.75, 11)))
        #expect(abs(box - 17.5 * 6.5) < 0.01)
    }

    @Test("a ring has a hole")
    func ring() throws {
        let ring = try area(.ring(Point(20, 20), outer: Point(15, 15), inner: Point(10, 10)))
        // Forty straight sides lose less than half a per cent of a circle.
        #expect(abs(ring - .pi * (225 - 100)) < 3)
    }

    @Test("pieces that overlap count once")
    func overlap() throws {
        let both = try area(.box(Point(2, 2), Point(12, 12)) + .box(Point(7, 2), Point(17, 12)))
        #expect(abs(both - 150) < 0.01)
    }

    @Test("a shape outside the picture has no mask, one across its edge is cut")
    func edges() throws {
        #expect(Mask(.box(Point(50, 0), Point(60, 9)), place: plain, size: (40, 40), margin: 2) == nil)
        #expect(abs(try area(.box(Point(30, 30), Point(50, 50))) - 100) < 0.01)
        #expect(abs(try area(.box(Point(-10, -10), Point(5, 5))) - 25) < 0.01)
    }

    @Test("a map and its inverse cancel")
    func inverse() {
        let map = Affine(scale: 31, angle: 0.4, flip: true, squeeze: 0.9, origin: Point(12, -7))
        let back = map.inverse(map(Point(0.3, -0.8)))
        #expect(abs(back.x - 0.3) < 1e-5 && abs(back.y + 0.8) < 1e-5)
    }

    @Test("a blur keeps the sum of a spot far from the edges")
    func blur() {
        var field = [Float](repeating: 0, count: 21 * 21)
        field[10 * 21 + 10] = 1
        let rows = Mask.blurRows(field, width: 21, height: 21, radius: 2)
        let both = Mask.blurColumns(rows, width: 21, height: 21, radius: 2)
        #expect(abs(both.reduce(0, +) - 1) < 1e-5)
        #expect(abs(both[10 * 21 + 10] - 0.04) < 1e-5)
        #expect(both[10 * 21 + 13] == 0)
    }

    @Test("noise stays within 0...1 and is not flat", arguments: [1, 5, 21] as [UInt32])
    func noise(seed: UInt32) {
        let values = (0..<500).map { Noise.value(Point(Float($0) * 0.37 - 90, Float($0) * 0.11), seed: seed) }
        #expect(values.allSatisfy { (0...1).contains($0) })
        #expect((values.max() ?? 0) - (values.min() ?? 0) > 0.7)
    }

    @Test("a pattern stays within 0...1 and shows its second colour", arguments: Pattern.allCases)
    func pattern(_ pattern: Pattern) {
        let shares = (0..<900).map { pattern.shares(at: Point(Float($0 % 30) * 0.17 - 2, Float($0 / 30) * 0.17 - 2)) }
        #expect(shares.allSatisfy { (0...1).contains($0.second) && (0...1).contains($0.third) })
        #expect(shares.contains { $0.second > 0.4 } == (pattern != .plain))
        #expect(pattern.words.isEmpty == (pattern == .plain))
    }

    @Test("letters are drawn, unknown ones leave a gap")
    func lettering() throws {
        // An I of five by seven: two bars of three squares and a stem of five.
        #expect(abs(try area(Lettering.path("I", size: 2)) - 11 * 4) < 0.01)
        #expect(Lettering.path("~", size: 2).contours.isEmpty)
        #expect(Lettering.width("AB", size: 2) == 22)
    }

    @Test("every letter of every seller's sign has a glyph")
    func signs() {
        var dice = Dice(seed: 1)
        let signs = Seller.drawn(count: Seller.most, &dice).map(\.sign)
        #expect(signs.count == 72)
        for letter in Set(signs.joined()) where letter != " " {
            #expect(!Lettering.path(String(letter), size: 1).contours.isEmpty, "\(letter)")
        }
    }
}
