/// Families whose pictures hardly differ: the figures in the title decide the style.
extension Family {
    private static let steel = [Ink(0xC4C8CC, "silver", "steel")]

    static let screw = Family(
        name: "screw", category: ["Industrial", "Fasteners", "Screws"], nouns: ["screws", "bolts", "machine screws"],
        kinds: [["hex socket", "allen"]], inks: steel, materials: [.steel], prices: 3...15,
        adjectives: ["stainless", "DIN 912", "metric", "cylinder head", "fully threaded"],
        brands: ["Boltech", "Fixor", "Schraubwerk"],
        facts: { dice in
            let (d, l) = (dice.pick([2, 3, 4, 5, 6, 8]), dice.pick([6, 8, 10, 12, 16, 20, 25, 30, 40]))
            let grade = dice.pick(["A2", "A4", "8.8", "12.9"])
            let pack = dice.pick([10, 20, 50, 100])
            return [
                Fact("diameter", "M\(d)"), Fact("length", "\(l)mm", "\(l) mm", "L\(l)"), Fact("grade", grade),
                Fact("pack", "\(pack)pcs", "\(pack) pieces", "pack of \(pack)"),
            ]
        }, joint: "x"
    ) { look, layer in
        let paint = look.paint
        for (row, y) in [Float(-0.5), 0, 0.5].enumerated() {
            let x: Float = row == 1 ? 0.06 : -0.04
            layer.fill(
                .box(Point(-0.42 + x, y - 0.1), Point(0.84 + x, y + 0.1), round: 0.03), paint,
                form: .lying(centre: y, half: 0.1))
            for step in 0..<15 {
                let at = -0.28 + x + Float(step) * 0.074
                layer.line([hard(at, y - 0.1), hard(at + 0.03, y + 0.1)], width: 0.024, paint.plain(0.5))
            }
            layer.fill(
                .box(Point(-0.86 + x, y - 0.19), Point(-0.42 + x, y + 0.19), round: 0.04), paint.plain(1.05),
                form: .lying(centre: y, half: 0.19))
            layer.fill(.ellipse(Point(-0.86 + x, y), Point(0.05, 0.18)), paint.plain(0.75))
            layer.fill(.ellipse(Point(-0.86 + x, y), Point(0.03, 0.09)), paint.plain(0.25))
        }
    }

    static let connector = Family(
        name: "connector", category: ["Electronics", "Components", "Connectors"],
        nouns: ["connector", "pin header", "terminal"],
        kinds: [["JST", "wire to board"]], inks: [Ink(0xE9E4D4, "white", "natural")], materials: [.plastic],
        prices: 1...9,
        adjectives: ["PCB", "male", "straight", "housing", "through hole"],
        brands: ["Konnekt", "Pinwell", "Elcom"],
        facts: { dice in
            let pins = dice.whole(2...14)
            let pitch = dice.pick(["1.25", "1.5", "2.0", "2.54", "3.96", "5.08"])
            return [
                Fact("pins", "\(pins)P", "\(pins) pin", "\(pins)-pin"),
                Fact("pitch", "\(pitch)mm", "\(pitch) mm pitch"),
                Fact("rows", dice.pick(["1 row", "2 rows"])),
            ]
        }
    ) { look, layer in
        let paint = look.paint
        let pin = Paint(Ink.metal[1].colour, .metal)
        for step in 0..<5 {
            let x = -0.6 + Float(step) * 0.3
            layer.line([hard(x, 0.3), hard(x, 0.85)], width: 0.055, pin, form: .bulge(0.025))
        }
        layer.fill(.box(Point(-0.86, -0.4), Point(0.86, 0.4), round: 0.05), paint, form: .bulge(0.06))
        layer.fill(.box(Point(-0.76, -0.28), Point(0.76, 0.22), round: 0.03), paint.plain(0.66))
        for step in 0..<5 {
            let x = -0.6 + Float(step) * 0.3
            layer.fill(.box(Point(x - 0.09, -0.2), Point(x + 0.09, 0.14)), paint.plain(0.35))
            layer.fill(.box(Point(x - 0.035, -0.14), Point(x + 0.035, 0.1)), pin)
        }
        layer.fill(.box(Point(-0.2, -0.5), Point(0.2, -0.38), round: 0.02), paint.plain(0.9))
    }

    static let bearing = Family(
        name: "bearing", category: ["Industrial", "Power Transmission", "Bearings"],
        nouns: ["ball bearing", "bearing", "deep groove bearing"],
        kinds: [["deep groove", "radial"]], inks: steel, materials: [.steel], prices: 2...24,
        adjectives: ["chrome steel", "precision", "low noise", "single row", "sealed"],
        brands: ["Rolltek", "Kugel", "Axion"],
        facts: { dice in
            let series = dice.pick([60, 62, 63, 68])
            let bore = dice.pick([4, 5, 6, 8, 10, 12, 15, 17, 20, 25])
            return [
                Fact("series", "\(series)-series", "\(series) series"),
                Fact("bore", "\(bore)mm bore", "bore \(bore)", "ID \(bore)mm"),
                Fact("seal", dice.pick(["ZZ", "2RS", "open"])),
            ]
        }
    ) { look, layer in
        let paint = look.paint
        layer.fill(.ring(.zero, outer: Point(0.88, 0.88), inner: Point(0.64, 0.64)), paint, form: .bulge(0.07))
        layer.fill(.ring(.zero, outer: Point(0.66, 0.66), inner: Point(0.5, 0.5)), paint.plain(0.35))
        for step in 0..<10 {
            let turn = Float(step) / 5 * Float.pi
            layer.fill(
                .ellipse(Point(turn.cosine, turn.sine) * 0.575, Point(0.1, 0.1)), paint.plain(1.1), form: .bulge(0.08))
        }
        layer.fill(.ring(.zero, outer: Point(0.52, 0.52), inner: Point(0.34, 0.34)), paint, form: .bulge(0.05))
    }

    static let resistor = Family(
        name: "resistor", category: ["Electronics", "Components", "Resistors"],
        nouns: ["resistor", "film resistors", "resistors"],
        kinds: [["metal film", "axial"]], inks: [Ink(0x8FB8D4, "blue", "light blue")], materials: [.ceramic],
        prices: 1...8,
        adjectives: ["through hole", "precision", "DIY", "assortment", "low noise"],
        brands: ["Ohmlab", "Elcom", "Resista"],
        facts: { dice in
            let value = dice.pick(["10", "22", "47", "100", "220", "330", "470", "680"])
            let unit = dice.pick(["ohm", "k", "M"])
            let shown = unit == "ohm" ? ["\(value) ohm", "\(value)R"] : ["\(value)\(unit)", "\(value)\(unit) ohm"]
            return [
                Fact("value", shown[0], shown[1]), Fact("power", dice.pick(["0.25W", "0.5W", "1W", "2W"])),
                Fact("tolerance", dice.pick(["1%", "5%", "0.1%"])),
            ]
        }
    ) { look, layer in
        let paint = look.paint
        let bands = [Colour(0.45, 0.25, 0.12), Colour(0.1, 0.1, 0.1), Colour(0.8, 0.2, 0.15), Colour(0.82, 0.66, 0.3)]
        for y: Float in [-0.42, 0.0, 0.42] {
            layer.line([hard(-0.98, y), hard(0.98, y)], width: 0.035, Paint(Ink.metal[0].colour, .metal))
            let body = Path([
                soft(-0.5, y - 0.04), soft(-0.44, y - 0.14), soft(-0.3, y - 0.15), soft(-0.2, y - 0.11),
                soft(0.2, y - 0.11), soft(0.3, y - 0.15), soft(0.44, y - 0.14),
                soft(0.5, y - 0.04), soft(0.5, y + 0.04), soft(0.44, y + 0.14), soft(0.3, y + 0.15),
                soft(0.2, y + 0.11), soft(-0.2, y + 0.11), soft(-0.3, y + 0.15),
                soft(-0.44, y + 0.14), soft(-0.5, y + 0.04),
            ])
            layer.fill(body, paint, form: .lying(centre: y, half: 0.14))
            for (step, band) in bands.enumerated() {
                let x = [-0.36, -0.14, 0.04, 0.36][step] as Float
                let tall: Float = step % 3 == 0 ? 0.145 : 0.108
                layer.fill(
                    .box(Point(x - 0.035, y - tall), Point(x + 0.035, y + tall)), Paint(band, .ceramic),
                    form: .lying(centre: y, half: 0.14))
            }
        }
    }
}
