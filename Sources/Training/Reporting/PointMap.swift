import Foundation

/// Points of a plane, drawn as SVG: a figure of the page.
struct PointMap {
    var title: String
    var note: String
    /// What the axes are; nil where they mean nothing.
    var axes: (across: String, up: String)?
    var places: [SIMD2<Float>]
    /// Of each place, its colour of the palette.
    var colours: [Int]
    /// Of each place, what it is.
    var names: [String]
    /// The map shows at least so much around its middle: points that lie in a bunch shall look it.
    var leastReach: Double = 0

    private let size: Double = 460
    /// Room for the ticks' numbers and the axes' names, where there are any.
    private var margin: (left: Double, bottom: Double, other: Double) { axes == nil ? (4, 4, 4) : (58, 44, 10) }

    func figure() -> String {
        guard !places.isEmpty else { return "" }
        let (across, up) = scales()
        let side = size - margin.left - margin.other
        let height = margin.other + side + margin.bottom
        func x(_ value: Double) -> Double { margin.left + across.place(value) * side }
        func y(_ value: Double) -> Double { margin.other + (1 - up.place(value)) * side }
        // In an order that has nothing to do with the catalogue's, so that no category lies over the others.
        let order = places.indices.sorted { Self.scattered($0) < Self.scattered($1) }
        let points = order.map { at in
            "<circle class=\"c\(colours[at])\" cx=\"\(x(Double(places[at].x)).place)\" "
                + "cy=\"\(y(Double(places[at].y)).place)\" r=\"\(places.count > 600 ? "2.6" : "3.4")\">"
                + "<title>\(PageText.escaped(names[at]))</title></circle>"
        }
        return """
            <figure><h2>\(title)</h2><svg class="map" viewBox="0 0 \(Int(size)) \(Int(height))" role="img" \
            aria-label="\(title): \(places.count) points">\(frame(across, up, side, x, y))
            \(points.joined(separator: "\n"))</svg><figcaption>\(note)</figcaption></figure>
            """
    }

    /// Both axes of one scale, so that distances are true.
    private func scales() -> (ChartScale, ChartScale) {
        let (xs, ys) = (places.map { Double($0.x) }, places.map { Double($0.y) })
        func ends(_ values: [Double]) -> (low: Double, high: Double) { (values.min() ?? 0, values.max() ?? 0) }
        let (a, b) = (ends(xs), ends(ys))
        let reach = max(leastReach, 1.04 * max(a.high - a.low, b.high - b.low) / 2, 1e-9)
        func scale(_ ends: (low: Double, high: Double)) -> ChartScale {
            let middle = (ends.low + ends.high) / 2
            return .exact(middle - reach, middle + reach, count: 7)
        }
        return (scale(a), scale(b))
    }

    private func frame(
        _ across: ChartScale, _ up: ChartScale, _ side: Double, _ x: (Double) -> Double, _ y: (Double) -> Double
    ) -> String {
        let (left, top, foot) = (margin.left, margin.other, margin.other + side)
        let box =
            "<rect class=\"box\" x=\"\(left.place)\" y=\"\(top.place)\" width=\"\(side.place)\" height=\"\(side.place)\"/>"
        guard let axes else { return box }
        let columns = across.ticks.map { tick in
            "<path class=\"grid\" d=\"M\(x(tick).place),\(top.place)V\(foot.place)\"/>"
                + "<text x=\"\(x(tick).place)\" y=\"\((foot + 16).place)\" text-anchor=\"middle\">"
                + "\(PageText.number(tick))</text>"
        }
        let rows = up.ticks.map { tick in
            "<path class=\"grid\" d=\"M\(left.place),\(y(tick).place)h\(side.place)\"/>"
                + "<text x=\"\((left - 6).place)\" y=\"\((y(tick) + 4).place)\" text-anchor=\"end\">"
                + "\(PageText.number(tick))</text>"
        }
        let (middle, centre) = ((left + side / 2).place, (top + side / 2).place)
        return columns.joined() + rows.joined() + box
            + "<text class=\"name\" x=\"\(middle)\" y=\"\((foot + 37).place)\" text-anchor=\"middle\">\(axes.across)</text>"
            + "<text class=\"name\" transform=\"translate(12,\(centre)) rotate(-90)\" text-anchor=\"middle\">\(axes.up)</text>"
    }

    private static func scattered(_ at: Int) -> UInt32 { UInt32(truncatingIfNeeded: at) &* 2_654_435_761 }
}
