import Pictures

/// Capital letters and figures of five by seven squares, as outlines.
enum Lettering {
    /// `text` as an outline, its upper left corner at the origin, each square of `size`; other characters are gaps.
    static func path(_ text: String, size: Float) -> Path {
        var path = Path()
        for (place, letter) in text.uppercased().enumerated() {
            guard let columns = LetterShapes.columns[letter] else { continue }
            for (column, bits) in columns.enumerated() {
                var row = 0
                while row < 7 {
                    guard bits >> row & 1 == 1 else {
                        row += 1
                        continue
                    }
                    let start = row
                    while row < 7, bits >> row & 1 == 1 { row += 1 }
                    let x = Float(place * 6 + column) * size
                    path = path + .box(Point(x, Float(start) * size), Point(x + size, Float(row) * size))
                }
            }
        }
        return path
    }

    /// The width of `text` in the same measure.
    static func width(_ text: String, size: Float) -> Float { Float(max(0, text.count * 6 - 1)) * size }
}
