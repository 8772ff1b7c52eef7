extension Family {
    static let tShirt = Family(
        name: "t-shirt", category: ["Clothing", "Tops", "T-Shirts"],
        nouns: ["T-shirt", "tee", "T shirt", "top", "tshirt"],
        kinds: [
            ["short sleeve", "crew neck"], ["long sleeve", "longsleeve"], ["V-neck", "v neck"], ["tank", "sleeveless"],
        ],
        patterns: [.stripes, .dots, .floral, .columns, .zigzag, .block, .leopard, .diagonal],
        materials: [.cotton, .cotton, .knit], prices: 9...39,
        adjectives: ["casual", "soft", "summer", "classic", "relaxed fit", "everyday", "unisex"],
        brands: ["Norvik", "Cottonfield", "Lumen & Loom", "Basika"]
    ) { look, layer in
        let paint = look.paint
        let width = look.length(0, 0.4, 0.52)
        let end = look.length(1, 0.66, 0.86)
        let trim = look.choice(4, of: 3) == 0 ? Paint(look.second.colour, .cotton) : paint.plain(0.82)
        layer.fill(.ellipse(Point(0, -0.6), Point(0.2, 0.07)), paint.plain(0.5))
        if look.kind != 3 {
            let sleeve =
                look.kind == 1
                ? Path([
                    hard(0.3, -0.62), soft(0.56, -0.5), soft(0.72, -0.1), hard(0.86, 0.54), hard(0.68, 0.58),
                    soft(0.54, 0.16), hard(width - 0.1, -0.1),
                ])
                : Path([
                    hard(0.3, -0.62), soft(0.58, -0.5), hard(0.88, -0.16), hard(0.7, 0.04), hard(width - 0.06, -0.14),
                ])
            layer.fill(sleeve, paint, form: .bulge(0.14), folds: 0.6)
            layer.fill(sleeve.mirrored, paint, form: .bulge(0.14), folds: 0.6)
        }
        let shoulder: Float = look.kind == 3 ? 0.32 : 0.44
        let neck = look.kind == 2 ? hard(0, -0.3) : soft(0, look.length(2, -0.5, -0.42))
        let body = Path(symmetric: [
            neck, hard(0.2, -0.64), hard(shoulder, -0.56), soft(shoulder - 0.02, -0.3), hard(width, -0.1),
            soft(width - look.length(3, 0, 0.06), 0.3), hard(width + 0.02, end), soft(0, end + 0.03),
        ])
        layer.fill(body, paint, form: .bulge(0.2), folds: 1)
        layer.line([hard(-0.2, -0.64), neck, hard(0.2, -0.64)], width: 0.05, trim)
        if look.pattern == .plain { emblem(look, &layer) }
    }

    /// A print on the chest, so that plain shirts are told apart by more than their colour.
    private static func emblem(_ look: Look, _ layer: inout Layer) {
        let (first, other) = (Paint(look.second.colour), Paint(look.third.colour))
        switch look.choice(5, of: 6) {
        case 0: layer.fill(.ellipse(Point(0, 0.05), Point(0.2, 0.2)), first)
        case 1:
            layer.fill(.box(Point(-0.3, -0.04), Point(0.3, 0.06)), first)
            layer.fill(.box(Point(-0.3, 0.1), Point(0.3, 0.16)), other)
        case 2: layer.fill(Path([hard(0, -0.2), hard(0.24, 0.24), hard(-0.24, 0.24)]), first)
        case 3:
            layer.fill(.ring(Point(0, 0.04), outer: Point(0.22, 0.22), inner: Point(0.15, 0.15)), first)
            layer.fill(.ellipse(Point(0, 0.04), Point(0.08, 0.08)), other)
        case 4: layer.fill(.box(Point(0.1, -0.22), Point(0.28, -0.04), round: 0.03), first)
        default: break
        }
    }

    static let dress = Family(
        name: "dress", category: ["Clothing", "Dresses"], nouns: ["dress", "gown", "frock", "summer dress"],
        kinds: [["A-line", "skater"], ["maxi", "long"], ["bodycon", "pencil"], ["off shoulder", "puff sleeve"]],
        patterns: [.floral, .floral, .dots, .stripes, .check, .leopard, .zigzag, .tartan],
        materials: [.satin, .cotton, .knit], prices: 24...120, periods: 0.12...0.24,
        adjectives: ["elegant", "party", "boho", "summer", "cocktail", "vintage", "women's"],
        brands: ["Maison Orla", "Fleurine", "Lumen & Loom", "Adeline"]
    ) { look, layer in
        let paint = look.paint
        let flare: Float = [0.62, 0.5, 0.3, 0.58][look.kind] + look.length(0, -0.06, 0.1)
        let end: Float = look.kind == 1 ? 0.92 : look.length(1, 0.5, 0.72)
        let waist = look.length(2, -0.2, -0.08)
        layer.fill(.ellipse(Point(0, -0.6), Point(0.16, 0.06)), paint.plain(0.5))
        if look.kind == 3 {
            let puff = Path.ellipse(Point(0.36, -0.5), Point(0.15, 0.17), turned: 0.4)
            layer.fill(puff, paint, form: .bulge(0.14), folds: 0.6)
            layer.fill(puff.mirrored, paint, form: .bulge(0.14), folds: 0.6)
        } else if look.choice(3, of: 2) == 0 {
            layer.line([hard(0.17, -0.62), hard(0.15, -0.88)], width: 0.045, paint.plain(0.9))
            layer.line([hard(-0.17, -0.62), hard(-0.15, -0.88)], width: 0.045, paint.plain(0.9))
        }
        let neck = look.choice(4, of: 2) == 0 ? hard(0, -0.42) : soft(0, -0.52)
        layer.fill(
            Path(symmetric: [
                hard(0, waist - 0.02), hard(0.21, waist - 0.02), soft(flare * 0.72, (waist + end) / 2 - 0.04),
                hard(flare, end), soft(flare / 2, end + 0.07), soft(0, end + 0.05),
            ]), paint, form: .bulge(0.22), folds: look.kind == 2 ? 0.4 : 1.6)
        layer.fill(
            Path(symmetric: [
                neck, hard(0.19, -0.66), hard(0.28, -0.58), soft(0.29, -0.42), hard(0.22, waist), hard(0, waist),
            ]), paint, form: .bulge(0.16), folds: 0.4)
        if look.choice(5, of: 3) > 0 {
            layer.fill(
                .box(Point(-0.23, waist - 0.04), Point(0.23, waist + 0.04), round: 0.02),
                Paint(look.third.colour, .satin))
        }
    }
}
