extension Family {
    static let lamp = Family(
        name: "lamp", category: ["Home", "Lighting", "Lamps"], nouns: ["lamp", "light", "bedside lamp", "table lamp"],
        kinds: [
            ["table", "fabric shade"], ["floor", "tripod"], ["desk", "adjustable arm"], ["pendant", "hanging"],
        ],
        patterns: [.columns, .stripes, .dots, .zigzag, .floral], materials: [.cotton, .matte, .satin],
        prices: 19...160, periods: 0.14...0.24,
        adjectives: ["LED", "modern", "warm light", "vintage", "bedroom", "industrial", "dimmable"],
        brands: ["Lumora", "Casa Lume", "Halden", "Brightside"]
    ) { look, layer in
        let paint = look.paint
        let metal = Paint(Ink.metal[look.choice(0, of: 5)].colour, .metal)
        let wood = Paint(Ink.wood[look.choice(1, of: 6)].colour, .wood)
        func shade(_ top: Float, _ low: Float, _ upper: Float, _ lower: Float) {
            layer.fill(.ellipse(Point(0, low), Point(lower, 0.06)), Paint(Colour(1, 0.93, 0.7)))
            layer.fill(
                Path(symmetric: [hard(0, top), hard(upper, top), hard(lower, low), soft(0, low + 0.04)]), paint,
                form: .tube(centre: 0, half: lower * 1.2))
            layer.line([hard(-upper, top), hard(upper, top)], width: 0.02, paint.plain(0.7))
        }
        let upper = look.length(2, 0.16, 0.4)
        let lower = look.length(3, 0.46, 0.6)
        switch look.kind {
        case 0:
            let base = look.choice(4, of: 2) == 0 ? wood : Paint(look.third.colour, .ceramic)
            let belly = look.length(5, 0.1, 0.3)
            layer.fill(.box(Point(-0.03, -0.1), Point(0.03, 0.3)), metal, form: .tube(centre: 0, half: 0.03))
            layer.fill(
                Path(symmetric: [
                    hard(0, 0.16), hard(0.07, 0.16), soft(belly, 0.5), soft(0.16, 0.8), hard(0.26, 0.88), hard(0, 0.88),
                ]), base, form: .tube(centre: 0, half: max(belly, 0.2)))
            shade(-0.82, 0.08, upper, lower)
        case 1:
            for x: Float in [-0.36, 0.05, 0.4] {
                layer.line(
                    [hard(0, -0.3), hard(x, 0.95)], width: 0.05, look.choice(4, of: 2) == 0 ? wood : metal,
                    form: .bulge(0.025))
            }
            shade(-0.95, -0.3, upper * 0.8, lower * 0.74)
        case 2:
            layer.fill(.ellipse(Point(-0.3, 0.84), Point(0.34, 0.08)), metal, form: .bulge(0.05))
            layer.line([hard(-0.3, 0.82), hard(-0.56, 0.1), hard(0.1, -0.52)], width: 0.05, metal, form: .bulge(0.025))
            for at in [Point(-0.56, 0.1), Point(0.1, -0.52)] {
                layer.fill(.ellipse(at, Point(0.06, 0.06)), metal.plain(0.6))
            }
            let wide = look.length(5, 0.26, 0.4)
            layer.fill(.ellipse(Point(0.5, -0.14), Point(wide, 0.1), turned: 0.75), Paint(Colour(1, 0.93, 0.7)))
            layer.fill(
                Path([
                    hard(0.04, -0.56), hard(0.18, -0.62), soft(0.6, -0.42),
                    hard(0.5 + wide * 0.75, -0.14 + wide * 0.66), hard(0.5 - wide * 0.75, -0.14 - wide * 0.3),
                ]), Paint(look.main.colour, .metal), form: .bulge(0.14))
        default:
            layer.line([hard(0, -1), hard(0, -0.3)], width: 0.025, Paint(Colour(repeating: 0.15)))
            let low = look.length(5, 0.3, 0.56)
            layer.fill(.ellipse(Point(0, low), Point(lower * 1.1, 0.09)), Paint(Colour(1, 0.93, 0.7)))
            layer.fill(.ellipse(Point(0, low + 0.06), Point(0.13, 0.13)), Paint(Colour(1, 0.98, 0.88)))
            layer.fill(
                Path(symmetric: [
                    hard(0, -0.34), hard(0.09, -0.34),
                    look.choice(4, of: 2) == 0 ? soft(lower * 0.9, 0.02) : soft(0.2, 0.02), hard(lower * 1.1, low),
                    soft(0, low + 0.05),
                ]), look.choice(1, of: 2) == 0 ? paint : Paint(look.main.colour, .metal),
                form: .tube(centre: 0, half: lower * 1.2))
            layer.fill(
                .box(Point(-0.09, -0.42), Point(0.09, -0.3), round: 0.02), metal, form: .tube(centre: 0, half: 0.09))
        }
    }

    static let chair = Family(
        name: "chair", category: ["Home", "Furniture", "Chairs"],
        nouns: ["chair", "dining chair", "side chair", "seat"],
        kinds: [
            ["slat back", "spindle"], ["upholstered", "padded"], ["armchair", "lounge"], ["bar stool", "stool"],
        ],
        patterns: [.check, .tartan, .stripes, .floral, .zigzag, .dots], materials: [.cotton, .leather, .denim],
        prices: 39...320, periods: 0.12...0.24,
        adjectives: ["modern", "Scandinavian", "mid century", "kitchen", "retro", "comfortable", "sturdy"],
        brands: ["Nordhjem", "Oakline", "Halden", "Casa Lume"]
    ) { look, layer in
        let paint = look.paint
        let frame =
            look.choice(0, of: 3) == 0
            ? Paint(Ink.metal[look.choice(1, of: 5)].colour, .metal)
            : Paint(Ink.wood[look.choice(1, of: 6)].colour, .wood)
        let half = look.length(2, 0.4, 0.5)
        let splay = look.length(3, 0, 0.12)
        let seat: Float = look.kind == 3 ? -0.42 : 0.18
        func legs(from y: Float, _ inset: Float) {
            for side: Float in [1, -1] {
                layer.line(
                    [hard(side * (half - 0.12) * 0.82, y), hard(side * (half - 0.06 + splay * 0.6) * 0.82, 0.8)],
                    width: 0.06, frame.plain(0.75), form: .bulge(0.03))
                layer.line(
                    [hard(side * (half - inset), y + 0.06), hard(side * (half - inset + splay), 0.95)], width: 0.075,
                    frame, form: .bulge(0.035))
            }
        }
        switch look.kind {
        case 0:
            legs(from: seat, 0.04)
            for side: Float in [1, -1] {
                layer.line(
                    [hard(side * (half - 0.06), seat), hard(side * (half - 0.02), -0.9)], width: 0.075, frame,
                    form: .bulge(0.035))
            }
            if look.choice(4, of: 2) == 0 {
                for step in 0..<(3 + look.choice(5, of: 3)) {
                    let x = (Float(step) / Float(2 + look.choice(5, of: 3)) - 0.5) * (half - 0.14) * 1.6
                    layer.line([hard(x, seat), hard(x, -0.8)], width: 0.045, frame, form: .bulge(0.02))
                }
                layer.line(
                    [soft(-half, -0.86), soft(0, -0.92), soft(half, -0.86)], width: 0.14, frame, form: .bulge(0.05))
            } else {
                for y: Float in [-0.82, -0.52, -0.22] {
                    layer.line(
                        [soft(-half + 0.04, y), soft(0, y - 0.05), soft(half - 0.04, y)], width: 0.13, frame,
                        form: .bulge(0.05))
                }
            }
            layer.fill(
                Path(symmetric: [
                    hard(0, seat - 0.1), hard(half - 0.06, seat - 0.1), hard(half + 0.06, seat + 0.1),
                    hard(0, seat + 0.1),
                ]), paint, form: .bulge(0.06))
            layer.fill(.box(Point(-half - 0.06, seat + 0.1), Point(half + 0.06, seat + 0.17)), frame)
        case 1:
            legs(from: seat, 0.08)
            let top = look.length(4, -0.9, -0.66)
            layer.fill(
                Path(symmetric: [
                    hard(0, top), soft(half * 0.8, top + 0.02), soft(half * look.length(5, 0.8, 1.1), -0.4),
                    hard(half - 0.06, seat), hard(0, seat),
                ]), paint, form: .bulge(0.16))
            layer.fill(
                Path(symmetric: [
                    hard(0, seat - 0.1), soft(half, seat - 0.06), soft(half + 0.08, seat + 0.1),
                    soft(half * 0.8, seat + 0.22), hard(0, seat + 0.22),
                ]), paint, form: .bulge(0.12))
        case 2:
            legs(from: 0.6, 0.02)
            let top = look.length(4, -0.76, -0.5)
            layer.fill(
                Path(symmetric: [
                    hard(0, top), soft(half, top + 0.03), soft(half + 0.12, -0.2), hard(half + 0.08, 0.5), hard(0, 0.5),
                ]), paint, form: .bulge(0.18))
            layer.fill(.box(Point(-half, 0.12), Point(half, 0.46), round: 0.12), paint, form: .bulge(0.12))
            let arm = Path.box(Point(half - 0.1, look.length(5, -0.16, 0.04)), Point(half + 0.22, 0.68), round: 0.13)
            layer.fill(
                .box(Point(-half - 0.1, 0.44), Point(half + 0.1, 0.68), round: 0.06), paint.plain(0.92),
                form: .bulge(0.08))
            layer.fill(arm, paint, form: .bulge(0.12))
            layer.fill(arm.mirrored, paint, form: .bulge(0.12))
        default:
            legs(from: seat, 0.1)
            layer.line([hard(-half + 0.05, 0.45), hard(half - 0.05, 0.45)], width: 0.05, frame, form: .bulge(0.025))
            if look.choice(4, of: 2) == 0 {
                layer.fill(
                    .box(Point(-half + 0.04, -0.9), Point(half - 0.04, seat - 0.04), round: 0.16), paint,
                    form: .bulge(0.12))
            }
            layer.fill(
                .box(
                    Point(-half - 0.02, seat - 0.1), Point(half + 0.02, seat + 0.1),
                    round: look.choice(5, of: 2) == 0 ? 0.1 : 0.03), paint, form: .bulge(0.1))
        }
    }
}
