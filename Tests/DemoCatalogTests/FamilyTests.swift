import Testing

@testable import DemoCatalog

struct FamilyTests {
    private static let places = Array(Family.all.indices)

    private func layer(_ family: Family, _ look: Look, side: Int = 64) -> Layer {
        let half = Float(side) / 2
        let place = Affine(scale: half * 0.9, angle: 0, flip: false, origin: Point(half, half))
        var layer = Layer(width: side, height: side, place: place, light: Point(-0.6, -0.8))
        family.draw(look, &layer)
        return layer
    }

    /// The mean difference of two layers' colours, 0...1.
    private func difference(_ a: Layer, _ b: Layer) -> Float {
        let steps = zip(a.pixels, b.pixels).map { one, other in
            let step = one - other
            return (step * step).sum().squareRoot()
        }
        return steps.reduce(0, +) / Float(steps.count)
    }

    @Test("every kind of every family covers part of its picture, in more than one tone", arguments: places)
    func draws(place: Int) {
        let family = Family.all[place]
        var dice = Dice(seed: 4)
        for kind in family.kinds.indices {
            var look = family.look(&dice)
            look.kind = kind
            let layer = layer(family, look)
            let cover = layer.cover.reduce(0, +) / Float(layer.cover.count)
            #expect((0.05...0.9).contains(cover), "\(family.name), kind \(kind): \(cover)")
            let solid = layer.pixels.filter { $0.w > 0.99 }.map { ($0.x + $0.y + $0.z) / 3 }
            #expect((solid.max() ?? 0) - (solid.min() ?? 0) > 0.08, "\(family.name), kind \(kind)")
        }
    }

    @Test("a family's kinds differ to the eye", arguments: places.filter { Family.all[$0].kinds.count > 1 })
    func kinds(place: Int) {
        let family = Family.all[place]
        var dice = Dice(seed: 6)
        var look = family.look(&dice)
        let drawn = family.kinds.indices.map { kind in
            look.kind = kind
            return layer(family, look)
        }
        for (a, b) in zip(drawn, drawn.dropFirst()) { #expect(difference(a, b) > 0.01) }
    }

    @Test("a variant keeps shape and words of kind, and differs in colour", arguments: places)
    func variants(place: Int) {
        let family = Family.all[place]
        var dice = Dice(seed: 7)
        let look = family.look(&dice)
        let variant = family.variant(of: look, &dice)
        #expect((variant.kind, variant.shape) == (look.kind, look.shape))
        let step = difference(layer(family, look), layer(family, variant))
        if family.isTextLed {
            #expect(step == 0)
            #expect(zip(look.facts, variant.facts).count { $0 != $1 } <= 1)
        } else {
            #expect(variant.main != look.main)
            #expect(step > 0.01)
        }
    }

    @Test("the pictures of a text-led family are the same whatever its figures", arguments: places)
    func textLed(place: Int) {
        let family = Family.all[place]
        var dice = Dice(seed: 8)
        let (one, other) = (family.look(&dice), family.look(&dice))
        #expect((difference(layer(family, one), layer(family, other)) == 0) == family.isTextLed)
        #expect(one.facts.isEmpty == !family.isTextLed)
    }

    @Test("a style is wholly like itself and less like another")
    func likeness() {
        for family in Family.all {
            var dice = Dice(seed: 9)
            let look = family.look(&dice)
            #expect(abs(look.likeness(to: look) - 1) < 1e-9)
            var other = family.look(&dice)
            while other.facts == look.facts, family.isTextLed { other = family.look(&dice) }
            #expect(look.likeness(to: other) < 0.95)
            #expect(look.likeness(to: other) == other.likeness(to: look))
        }
    }
}
