extension Family {
    static let backpack = Family(
        name: "backpack", category: ["Bags", "Backpacks"], nouns: ["backpack", "rucksack", "daypack", "school bag"],
        kinds: [["zip", "zipper"], ["flap", "buckle"], ["roll top", "rolltop"]],
        patterns: [.block, .stripes, .check, .speckle, .tartan, .dots],
        materials: [.denim, .leather, .matte], prices: 25...110, periods: 0.2...0.34,
        adjectives: ["waterproof", "travel", "laptop", "student", "large", "lightweight", "outdoor"],
        brands: ["Trailhead", "Kubra", "Fjeldur", "Norvik"]
    ) { look, layer in
        let paint = look.paint
        let trim = Paint(look.third.colour, .leather)
        let (half, top, low) = (look.length(0, 0.42, 0.56), look.length(1, -0.74, -0.6), Float(0.8))
        layer.line(
            [soft(0.16, top + 0.05), soft(0.1, top - 0.14), soft(-0.1, top - 0.14), soft(-0.16, top + 0.05)],
            width: 0.06, trim)
        for side: Float in [1, -1] {
            layer.line(
                [soft(side * 0.3, top + 0.3), soft(side * (half + 0.12), 0.1), soft(side * (half - 0.02), 0.66)],
                width: 0.1, paint.plain(0.6))
        }
        if look.choice(2, of: 2) == 0 {
            let pocket = Path.box(Point(half - 0.08, 0.14), Point(half + 0.1, 0.68), round: 0.09)
            layer.fill(pocket, paint.plain(0.8), form: .bulge(0.08))
            layer.fill(pocket.mirrored, paint.plain(0.8), form: .bulge(0.08))
        }
        layer.fill(
            Path(symmetric: [
                hard(0, top), soft(half * 0.7, top + 0.03), soft(half, top + 0.36), soft(half + 0.03, 0.3),
                soft(half * 0.94, low - 0.06),
                soft(half * 0.6, low), hard(0, low),
            ]), paint, form: .bulge(0.22), folds: 0.2)
        let ground = look.choice(3, of: 2) == 0 ? Paint(look.second.colour, look.material) : paint.plain(0.88)
        let pocketTop = look.length(4, 0.12, 0.3)
        layer.fill(
            .box(Point(-half * 0.74, pocketTop), Point(half * 0.74, low - 0.07), round: 0.12), ground, form: .bulge(0.1)
        )
        layer.line(
            [hard(-half * 0.62, pocketTop + 0.1), hard(half * 0.62, pocketTop + 0.1)], width: 0.025,
            Paint(Colour(repeating: 0.15)))
        switch look.kind {
        case 0:
            layer.line(
                [
                    hard(-half * 0.8, -0.1), soft(-half * 0.62, top + 0.2), soft(half * 0.62, top + 0.2),
                    hard(half * 0.8, -0.1),
                ], width: 0.025, Paint(Colour(repeating: 0.15)))
        case 1:
            layer.fill(
                Path(symmetric: [
                    hard(0, top), soft(half * 0.7, top + 0.03), soft(half, top + 0.3), hard(half * 0.92, 0.08),
                    soft(0, 0.16),
                ]),
                paint.plain(0.92), form: .bulge(0.12))
            for side: Float in [1, -1] {
                let x = side * half * 0.5
                layer.line([hard(x, -0.1), hard(x, 0.36)], width: 0.07, trim)
                layer.fill(.box(Point(x - 0.055, 0.18), Point(x + 0.055, 0.27)), Paint(Ink.metal[0].colour, .metal))
            }
        default:
            layer.fill(
                .box(Point(-half * 0.9, top - 0.05), Point(half * 0.9, top + 0.16), round: 0.06), trim,
                form: .lying(centre: top + 0.05, half: 0.1))
            layer.line([hard(0, top + 0.1), hard(0, pocketTop)], width: 0.06, trim)
        }
    }

    static let handbag = Family(
        name: "handbag", category: ["Bags", "Handbags"], nouns: ["handbag", "purse", "shoulder bag", "bag"],
        kinds: [["tote", "shopper"], ["satchel", "top handle"], ["bucket", "drawstring"], ["flap", "crossbody"]],
        inks: Ink.leather, patterns: [.block, .check, .leopard, .columns, .zigzag],
        materials: [.leather, .leather, .satin], prices: 29...190, periods: 0.14...0.24,
        adjectives: ["elegant", "women's", "designer style", "office", "medium", "soft", "chic"],
        brands: ["Bellarosa", "Maison Orla", "Kubra", "Sandrine"]
    ) { look, layer in
        let paint = look.paint
        let metal = Paint(Ink.metal[look.choice(5, of: 2)].colour, .metal)
        let trim = Paint(look.second.colour, .leather)
        let top = look.length(0, -0.2, -0.02)
        let (upper, lower): (Float, Float) = [(0.62, 0.5), (0.46, 0.68), (0.4, 0.56), (0.64, 0.64)][look.kind]
        let grow = look.length(1, 0.9, 1.12)
        let rise = look.length(2, 0.45, 0.7)
        let strap = look.kind == 3 ? metal : trim
        layer.line(
            [
                hard(-upper * 0.55, top + 0.08), soft(-upper * 0.4, top - rise * 0.8),
                soft(upper * 0.4, top - rise * 0.8), hard(upper * 0.55, top + 0.08),
            ], width: look.kind == 3 ? 0.035 : 0.06, strap, form: .bulge(0.03))
        layer.fill(
            Path(symmetric: [
                hard(0, top), hard(upper * grow, top), soft((upper + lower) / 2 * grow + 0.02, 0.3),
                soft(lower * grow, 0.68), soft(lower * grow * 0.8, 0.76), hard(0, 0.76),
            ]), paint, form: .bulge(0.16), folds: look.kind == 2 ? 0.8 : 0.1)
        switch look.kind {
        case 0:
            layer.line(
                [hard(-upper * grow + 0.03, top + 0.05), hard(upper * grow - 0.03, top + 0.05)], width: 0.04, trim)
        case 1:
            layer.fill(.box(Point(-0.52, 0.56), Point(0.52, 0.68), round: 0.03), trim)
            layer.fill(.box(Point(-0.08, top + 0.03), Point(0.08, top + 0.16), round: 0.02), metal)
        case 2:
            layer.line(
                [hard(-upper * grow, top + 0.14), soft(0, top + 0.18), hard(upper * grow, top + 0.14)], width: 0.035,
                trim)
            layer.line([hard(0.02, top + 0.16), soft(0.1, top + 0.36), hard(0.07, top + 0.5)], width: 0.03, trim)
            layer.fill(.ellipse(Point(0.07, top + 0.52), Point(0.05, 0.07)), metal)
        default:
            layer.fill(
                Path(symmetric: [
                    hard(0, top - 0.01), hard(upper * grow, top - 0.01), soft(upper * grow, 0.2),
                    soft(0.3, look.length(3, 0.3, 0.46)), hard(0, look.length(3, 0.32, 0.48)),
                ]),
                Paint(look.choice(4, of: 2) == 0 ? look.main.colour.times(0.9) : look.second.colour, .leather),
                form: .bulge(0.1))
            layer.fill(.ellipse(Point(0, look.length(3, 0.26, 0.42)), Point(0.07, 0.07)), metal, form: .bulge(0.04))
        }
    }

    static let sneaker = Family(
        name: "sneaker", category: ["Shoes", "Sneakers"], nouns: ["sneakers", "trainers", "shoes", "sneaker"],
        kinds: [["low top", "low"], ["high top", "hi top"], ["running", "sport"], ["slip on", "slip-on"]],
        patterns: [.check, .block, .leopard, .zigzag, .dots, .floral],
        materials: [.matte, .leather, .denim, .knit], prices: 35...140, periods: 0.14...0.22,
        adjectives: ["comfortable", "lightweight", "casual", "street", "walking", "breathable"],
        brands: ["Stride", "Velora", "Fjeldur", "Pacer"]
    ) { look, layer in
        let paint = look.paint
        let accent = Paint(look.second.colour, .leather)
        let sole = Paint(look.choice(0, of: 3) == 0 ? look.third.colour : Colour(repeating: 0.93), .plastic)
        let thick = look.length(1, 0.12, 0.22)
        let collar: Float = look.kind == 1 ? -0.62 : -0.26
        layer.fill(.ellipse(Point(-0.56, collar + 0.02), Point(0.25, 0.09)), paint.plain(0.4))
        layer.fill(
            Path([
                hard(-0.84, collar), soft(-0.7, collar + 0.07), soft(-0.5, collar + 0.06), hard(-0.3, collar - 0.03),
                soft(-0.1, collar * 0.5 - 0.06), soft(0.24, 0.08),
                soft(0.62, 0.16), soft(0.88, 0.32), hard(0.92, 0.52), hard(-0.88, 0.52), soft(-0.9, 0.2),
                soft(-0.82, -0.05),
            ]), paint, form: .bulge(0.16), folds: 0.15)
        if look.kind != 2 || look.choice(2, of: 2) == 0 {
            layer.fill(
                Path([soft(0.62, 0.17), soft(0.88, 0.32), hard(0.92, 0.52), hard(0.5, 0.52), soft(0.5, 0.32)]),
                look.kind == 2 ? accent : sole.plain(0.97), form: .bulge(0.08))
        }
        layer.fill(
            Path([hard(-0.88, 0.5), hard(-0.86, 0), soft(-0.68, 0.06), hard(-0.62, 0.5)]), accent, form: .bulge(0.06))
        switch look.choice(3, of: 4) {
        case 0:
            for x: Float in [-0.34, -0.18, -0.02] {
                layer.line([hard(x, 0.42), hard(x + 0.12, 0.04)], width: 0.06, accent)
            }
        case 1:
            layer.fill(
                Path([hard(-0.55, 0.3), soft(-0.2, 0.36), hard(0.32, 0.12), soft(-0.1, 0.48), soft(-0.4, 0.46)]), accent
            )
        case 2: layer.fill(.ellipse(Point(-0.5, look.kind == 1 ? -0.14 : 0.2), Point(0.13, 0.13)), accent)
        default: layer.line([soft(-0.6, 0.4), soft(-0.25, 0.2), soft(0.1, 0.42), soft(0.4, 0.3)], width: 0.05, accent)
        }
        if look.kind != 3 {
            let lace = Paint(Colour(repeating: look.choice(4, of: 2) == 0 ? 0.95 : 0.2))
            let count = look.kind == 1 ? 5 : 4
            for step in 0..<count {
                let t = Float(step) / Float(count - 1)
                let (x, y) = (-0.26 + 0.46 * t, collar * 0.86 + (0.08 - collar * 0.86) * t)
                layer.line([hard(x - 0.09, y + 0.12), hard(x + 0.07, y + 0.01)], width: 0.04, lace)
            }
        }
        layer.fill(
            Path([
                soft(-0.92, 0.5), hard(-0.6, 0.48), hard(0.6, 0.48), soft(0.95, 0.46), soft(0.94, 0.5 + thick * 0.7),
                soft(0.8, 0.5 + thick), hard(0.5, 0.5 + thick), hard(-0.8, 0.5 + thick), soft(-0.94, 0.5 + thick * 0.6),
            ]),
            sole, form: .lying(centre: 0.5 + thick / 2, half: thick))
        layer.line([hard(-0.86, 0.5 + thick * 0.5), hard(0.88, 0.5 + thick * 0.45)], width: 0.025, accent.plain())
    }

    static let watch = Family(
        name: "watch", category: ["Accessories", "Watches"],
        nouns: ["watch", "wristwatch", "quartz watch", "timepiece"],
        kinds: [["round", "classic"], ["square", "rectangular"], ["diver", "bezel"], ["chronograph", "chrono"]],
        inks: Ink.leather, patterns: [.plain], materials: [.leather, .steel, .satin], prices: 30...260,
        adjectives: ["men's", "women's", "waterproof", "minimalist", "luxury", "business"],
        brands: ["Tempora", "Halden", "Orbis", "Sandrine"]
    ) { look, layer in
        let metalInk = Ink.metal[look.choice(0, of: 4)]
        let metal = Paint(metalInk.colour, .metal)
        let steel = look.material == .steel
        let strap = steel ? metal : look.paint
        let dial = Paint(steel ? look.main.colour : look.second.colour, .satin)
        let light = dial.base.brightness > 0.5
        let marks = Paint(light ? Colour(repeating: 0.12) : Colour(repeating: 0.95))
        let half = look.length(1, 0.2, 0.27)
        layer.fill(
            Path(symmetric: [
                hard(0, -0.98), hard(half * 0.8, -0.98), hard(half, -0.3), hard(half, 0.3), hard(half * 0.8, 0.98),
                hard(0, 0.98),
            ]), strap, form: .tube(centre: 0, half: half))
        if steel {
            for step in 0..<13 {
                let y = -0.95 + Float(step) * 0.155
                layer.line([hard(-half, y), hard(half, y)], width: 0.018, metal.plain(0.45))
            }
        } else {
            for y: Float in [0.66, 0.76, 0.86] {
                layer.fill(.ellipse(Point(0, y), Point(0.025, 0.025)), strap.plain(0.35))
            }
        }
        let r = look.length(2, 0.42, 0.52)
        layer.fill(.box(Point(r - 0.02, -0.07), Point(r + 0.1, 0.07), round: 0.03), metal)
        let square = look.kind == 1
        func plate(_ r: Float) -> Path {
            square ? .box(Point(-r * 0.86, -r), Point(r * 0.86, r), round: 0.1) : .ellipse(.zero, Point(r, r))
        }
        layer.fill(plate(r), metal, form: .bulge(0.08))
        if look.kind == 2 { layer.fill(plate(r * 0.95), Paint(look.third.colour.times(0.8), .satin)) }
        let inner = r * (look.kind == 2 ? 0.74 : 0.86)
        layer.fill(plate(inner), dial)
        for hour in 0..<12 {
            let turn = Float(hour) / 6 * Float.pi
            let way = Point(turn.sine, -turn.cosine)
            let far = way * inner * (square ? 0.82 : 0.9)
            if look.choice(3, of: 2) == 0 || hour % 3 == 0 {
                layer.line(
                    [hard(far.x, far.y), hard(far.x * 0.84, far.y * 0.84)], width: hour % 3 == 0 ? 0.035 : 0.018, marks)
            } else {
                layer.fill(.ellipse(far * 0.95, Point(0.022, 0.022)), marks)
            }
        }
        if look.kind == 3 {
            for at in [Point(-0.17, 0.02), Point(0.17, 0.02), Point(0, 0.2)] {
                layer.fill(.ellipse(at, Point(0.095, 0.095)), Paint(look.third.colour, .satin))
                layer.line([hard(at.x, at.y), hard(at.x + 0.05, at.y - 0.04)], width: 0.015, marks)
            }
        }
        layer.line([hard(0, 0), hard(-inner * 0.42, -inner * 0.3)], width: 0.04, marks)
        layer.line([hard(0, 0), hard(inner * 0.46, -inner * 0.52)], width: 0.028, marks)
        layer.fill(.ellipse(.zero, Point(0.035, 0.035)), marks)
    }
}
