extension Family {
    static let mug = Family(
        name: "mug", category: ["Home", "Kitchen", "Mugs"], nouns: ["mug", "coffee mug", "cup", "tea cup"],
        kinds: [["straight", "classic"], ["tapered", "conical"], ["round", "barrel"], ["tall", "latte"]],
        patterns: [.stripes, .dots, .zigzag, .floral, .speckle, .block, .check, .columns],
        materials: [.ceramic], prices: 6...28, periods: 0.16...0.32,
        adjectives: ["handmade", "dishwasher safe", "350 ml", "gift", "Nordic", "cute", "large"],
        brands: ["Claywell", "Hearth & Co", "Nordhjem", "Tavola"]
    ) { look, layer in
        let paint = look.paint
        let half = look.length(0, 0.44, 0.56)
        let foot = half * [1, 0.66, 0.8, 0.9][look.kind]
        let top = look.kind == 3 ? -0.82 : look.length(1, -0.6, -0.46)
        let low: Float = 0.66
        let belly = look.kind == 2 ? half * 1.16 : (half + foot) / 2
        let handle = look.choice(2, of: 2) == 0 ? Paint(look.second.colour, .ceramic) : paint.plain(0.95)
        let reach = look.length(3, 0.24, 0.36)
        let (a, b) = (top + 0.24, low - 0.28)
        let grip =
            look.choice(4, of: 2) == 0
            ? [
                soft(half - 0.05, a), soft(half + reach * 0.8, a + 0.02), soft(half + reach, (a + b) / 2),
                soft(half + reach * 0.6, b), soft(foot, b + 0.06),
            ]
            : [hard(half - 0.05, a), hard(half + reach, a), hard(half + reach, b), hard(foot, b)]
        layer.line(grip, width: 0.12, handle, form: .bulge(0.06))
        layer.fill(
            Path(symmetric: [
                hard(0, top), hard(half, top), soft(belly, (top + low) / 2), soft(foot, low - 0.03),
                soft(foot * 0.6, low + 0.06), soft(0, low + 0.08),
            ]),
            paint, form: .tube(centre: 0, half: half))
        layer.fill(.ellipse(Point(0, top), Point(half, 0.11)), paint.plain(1.1))
        layer.fill(
            .ellipse(Point(0, top + 0.012), Point(half * 0.92, 0.086)),
            look.choice(5, of: 2) == 0
                ? Paint(look.third.colour.times(0.75), .ceramic) : Paint(Colour(0.86, 0.84, 0.8), .ceramic))
        layer.fill(.ellipse(Point(0, top + 0.035), Point(half * 0.8, 0.055)), Paint(Colour(0.28, 0.16, 0.09)))
    }

    static let bottle = Family(
        name: "bottle", category: ["Home", "Kitchen", "Water Bottles"],
        nouns: ["water bottle", "bottle", "flask", "drinking bottle"],
        kinds: [["slim", "narrow"], ["wide mouth", "wide"], ["sport", "gym"]],
        patterns: [.block, .stripes, .floral, .dots, .diagonal, .zigzag, .speckle],
        materials: [.metal, .plastic, .satin], prices: 10...45, periods: 0.18...0.34,
        adjectives: ["insulated", "leakproof", "BPA free", "750 ml", "reusable", "travel", "vacuum"],
        brands: ["Aquara", "Trailhead", "Pacer", "Nordhjem"]
    ) { look, layer in
        let paint = look.paint
        let half: Float = [0.24, 0.34, 0.28][look.kind] * look.length(0, 0.92, 1.12)
        let neck = half * [0.5, 0.8, 0.62][look.kind]
        let shoulder = look.length(1, -0.5, -0.28)
        layer.fill(
            Path(symmetric: [
                hard(0, -0.7), hard(neck, -0.7), soft(neck, shoulder - 0.1), soft(half, shoulder + 0.1),
                soft(half * (look.kind == 2 ? look.length(2, 0.8, 0.92) : 1), 0.2),
                soft(half, 0.6), soft(half * 0.96, 0.88), soft(half * 0.7, 0.94), soft(0, 0.95),
            ]), paint, form: .tube(centre: 0, half: half))
        let cap = Paint(look.choice(3, of: 2) == 0 ? look.third.colour : Colour(repeating: 0.18), .plastic)
        layer.fill(
            .box(Point(-neck - 0.03, -0.88), Point(neck + 0.03, -0.68), round: 0.04), cap,
            form: .tube(centre: 0, half: neck))
        switch look.kind {
        case 1:
            layer.line(
                [soft(-neck, -0.84), soft(-neck * 0.5, -0.98), soft(neck * 0.5, -0.98), soft(neck, -0.84)], width: 0.06,
                cap, form: .bulge(0.03))
        case 2:
            layer.fill(
                .box(Point(-0.07, -0.99), Point(0.07, -0.86), round: 0.03), Paint(Colour(repeating: 0.85), .plastic),
                form: .tube(centre: 0, half: 0.07))
        default: break
        }
        if look.choice(4, of: 2) == 0 {
            layer.fill(
                .box(Point(-half, 0.62), Point(half, 0.7)), Paint(look.second.colour, .plastic),
                form: .tube(centre: 0, half: half))
        }
        if look.pattern == .plain, look.choice(5, of: 2) == 0 {
            layer.fill(.ellipse(Point(0, 0.18), Point(half * 0.42, half * 0.42)), Paint(look.second.colour))
        }
    }

    static let vase = Family(
        name: "vase", category: ["Home", "Decor", "Vases"], nouns: ["vase", "flower vase", "decorative vase", "pot"],
        kinds: [
            ["bottle shape", "slim neck"], ["round", "globe"], ["tall", "cylinder"], ["amphora", "two handles"],
        ],
        patterns: [.stripes, .speckle, .zigzag, .floral, .columns, .dots, .block],
        materials: [.ceramic, .matte], prices: 14...85, periods: 0.16...0.34,
        adjectives: ["modern", "handmade", "Nordic", "boho", "decorative", "minimalist", "large"],
        brands: ["Claywell", "Nordhjem", "Casa Lume", "Tavola"]
    ) { look, layer in
        let paint = look.paint
        let belly: Float = [0.46, 0.6, 0.3, 0.5][look.kind] * look.length(0, 0.88, 1.08)
        let neck: Float = [0.1, 0.2, 0.28, 0.16][look.kind] * look.length(1, 0.85, 1.2)
        let lip = neck * look.length(2, 1.05, 1.6)
        let at: Float = [0.42, 0.24, 0, 0][look.kind] + look.length(3, -0.1, 0.1)
        let top: Float = [-0.88, -0.5, -0.86, -0.8][look.kind]
        let foot = belly * look.length(4, 0.45, 0.72)
        if look.kind == 3 {
            let grip = [soft(neck, top + 0.14), soft(belly * 0.95, top + 0.2), soft(belly * 0.9, at - 0.24)]
            layer.line(grip, width: 0.08, paint.plain(0.9), form: .bulge(0.04))
            layer.fill(Path(along: grip, width: 0.08).mirrored, paint.plain(0.9), form: .bulge(0.04))
        }
        layer.fill(
            Path(symmetric: [
                hard(0, top), hard(lip, top), soft(neck, top + 0.2), soft(neck * 1.15, at - 0.42), soft(belly, at),
                soft(foot, 0.82), soft(foot * 0.96, 0.88), hard(0, 0.9),
            ]), paint, form: .tube(centre: 0, half: belly))
        layer.fill(.ellipse(Point(0, top), Point(lip, 0.05)), paint.plain(1.1))
        layer.fill(.ellipse(Point(0, top + 0.005), Point(lip * 0.82, 0.035)), paint.plain(0.3))
        if look.choice(5, of: 3) == 0 {
            layer.fill(
                .box(Point(-foot * 1.02, 0.76), Point(foot * 1.02, 0.88), round: 0.02),
                Paint(look.third.colour, .ceramic), form: .tube(centre: 0, half: foot))
        }
    }

    static let rug = Family(
        name: "rug", category: ["Home", "Textiles", "Rugs"], nouns: ["rug", "carpet", "area rug", "mat"],
        kinds: [["rectangular", "living room"], ["round", "circular"], ["runner", "hallway"]],
        patterns: [.zigzag, .stripes, .tartan, .check, .floral, .diagonal, .dots, .leopard, .block],
        materials: [.knit, .cotton, .denim], prices: 29...240, periods: 0.26...0.5,
        adjectives: ["soft", "boho", "washable", "non slip", "Nordic", "hand woven", "Berber"],
        brands: ["Casa Lume", "Nordhjem", "Weftworks", "Lumen & Loom"]
    ) { look, layer in
        var paint = look.paint
        if paint.pattern == .plain { paint.pattern = look.choice(5, of: 2) == 0 ? .block : .plain }
        let edge = Paint(look.third.colour, .knit)
        let border = look.length(0, 0.04, 0.14)
        if look.kind == 1 {
            let r = look.length(1, 0.78, 0.92)
            layer.fill(.ellipse(.zero, Point(r, r)), edge, form: .bulge(0.03))
            layer.fill(.ellipse(.zero, Point(r - border, r - border)), paint)
            if look.choice(2, of: 2) == 0 {
                layer.fill(.ring(.zero, outer: Point(r * 0.62, r * 0.62), inner: Point(r * 0.52, r * 0.52)), edge)
                layer.fill(.ellipse(.zero, Point(r * 0.2, r * 0.2)), Paint(look.second.colour, .knit))
            }
            return
        }
        let (w, h) =
            look.kind == 2
            ? (look.length(1, 0.34, 0.44), Float(0.86)) : (look.length(1, 0.6, 0.72), look.length(4, 0.74, 0.86))
        for step in 0..<Int(w * 2 / 0.05) {
            let x = -w + 0.03 + Float(step) * 0.05
            for side: Float in [1, -1] {
                layer.line(
                    [hard(x, side * h), hard(x, side * (h + 0.08))], width: 0.018, Paint(Colour(0.9, 0.86, 0.78)))
            }
        }
        layer.fill(.box(Point(-w, -h), Point(w, h), round: 0.02), edge, form: .bulge(0.03))
        layer.fill(.box(Point(-w + border, -h + border), Point(w - border, h - border)), paint)
        switch look.choice(2, of: 3) {
        case 0: layer.fill(Path([hard(0, -h * 0.5), hard(w * 0.55, 0), hard(0, h * 0.5), hard(-w * 0.55, 0)]), edge)
        case 1:
            let (a, b) = (border + 0.07, border + 0.1)
            layer.fill(
                Path.box(Point(-w + a, -h + a), Point(w - a, h - a)).cut(
                    .box(Point(-w + b, -h + b), Point(w - b, h - b))), edge)
        default: break
        }
    }
}
