import Foundation

/// Curves over one axis, drawn as SVG with its legend: a figure of the page.
struct LineChart {
    /// One curve; its x ascend.
    struct Line {
        enum Style: String {
            /// What the eye shall follow.
            case strong
            case thin
            /// The unsmoothed values under a strong line: of many in one place, the lowest and the highest are drawn.
            case raw
            /// A line with a mark at every point, since these are few.
            case marked
            /// A level to compare with.
            case level
        }

        var name: String
        /// Of the palette.
        var colour: Int
        var style: Style
        var points: [(x: Double, y: Double)]
    }

    var title: String
    /// What the x are, for people.
    var axis: String
    /// A sentence below, where there is more to say.
    var note: String?
    var isLogarithmic = false
    var width: Double = 460
    var lines: [Line]

    private let height: Double = 250
    // Room for the ticks' numbers and the axis' name.
    private let left: Double = 56
    private let right: Double = 16
    private let top: Double = 10
    private let bottom: Double = 40

    private static let mostMarks = 60

    /// Nothing where there is nothing to draw.
    func figure() -> String {
        let drawn = lines.map { line in
            var line = line
            line.points.removeAll { !$0.x.isFinite || !$0.y.isFinite }
            return line
        }.filter { !$0.points.isEmpty }
        guard drawn.contains(where: { $0.style != .level }) else { return "" }
        let values = drawn.flatMap { $0.points.map(\.y) }
        let across = ChartScale.exact(0, drawn.flatMap { $0.points.map(\.x) }.max() ?? 1)
        let up = scale(values)
        let paths = drawn.map { path($0, across, up) }.joined()
        return """
            <figure><h2>\(title)</h2><ul class="legend">\(drawn.compactMap(entry).joined())</ul>
            <svg viewBox="0 0 \(Int(width)) \(Int(height))" role="img" aria-label="\(title) over \(axis)">
            \(frame(across, up))\(paths)</svg>\(note.map { "<figcaption>\($0)</figcaption>" } ?? "")</figure>
            """
    }

    private func scale(_ values: [Double]) -> ChartScale {
        let high = values.max() ?? 1
        guard isLogarithmic, high > 0 else { return .fromZero(to: high) }
        // What is zero, as a hinge that nothing touches, stands at the bottom.
        return .logarithmic(max(values.filter { $0 > 0 }.min() ?? high, high / 3000), high)
    }

    private func x(_ share: Double) -> Double { left + share * (width - left - right) }
    private func y(_ share: Double) -> Double { top + (1 - share) * (height - top - bottom) }

    private func frame(_ across: ChartScale, _ up: ChartScale) -> String {
        let rows = up.ticks.map { tick in
            let at = y(up.place(tick))
            return "<path class=\"grid\" d=\"M\(x(0).place),\(at.place)H\(x(1).place)\"/>"
                + "<text x=\"\((left - 7).place)\" y=\"\((at + 4).place)\" text-anchor=\"end\">"
                + "\(PageText.number(tick))</text>"
        }
        let columns = across.ticks.map { tick in
            let at = x(across.place(tick))
            return "<path class=\"axis\" d=\"M\(at.place),\(y(0).place)v4\"/>"
                + "<text x=\"\(at.place)\" y=\"\((y(0) + 17).place)\" text-anchor=\"middle\">\(PageText.number(tick))</text>"
        }
        let middle = ((x(0) + x(1)) / 2).place
        return rows.joined() + columns.joined()
            + "<path class=\"axis\" d=\"M\(x(0).place),\(y(0).place)H\(x(1).place)\"/>"
            + "<text class=\"name\" x=\"\(middle)\" y=\"\((height - 5).place)\" text-anchor=\"middle\">\(axis)</text>"
    }

    private func path(_ line: Line, _ across: ChartScale, _ up: ChartScale) -> String {
        let placed = line.points.map { (x: x(across.place($0.x)), y: y(up.place($0.y))) }
        let shape =
            line.style == .level
            ? "M\(x(0).place),\(placed[0].y.place)H\(x(1).place)"
            : "M" + thinned(placed, line.style).map { "\($0.x.place),\($0.y.place)" }.joined(separator: "L")
        let path = "<path class=\"line \(line.style.rawValue) c\(line.colour)\" d=\"\(shape)\"/>"
        // A line of one point would not be seen, and marks in their hundreds would hide it.
        let hasMarks =
            line.style == .marked ? placed.count <= Self.mostMarks : placed.count == 1 && line.style != .level
        guard hasMarks else { return path }
        let marks = zip(line.points, placed).map { point, place in
            "<circle class=\"dot c\(line.colour)\" cx=\"\(place.x.place)\" cy=\"\(place.y.place)\" r=\"3\"><title>"
                + "\(PageText.escaped(line.name)) \(PageText.number(point.y)) at \(PageText.grouped(Int(point.x))) \(axis)"
                + "</title></circle>"
        }
        return path + marks.joined()
    }

    /// At most two points a unit of width: of those that share one the mean, or the lowest and the highest.
    private func thinned(_ points: [(x: Double, y: Double)], _ style: Line.Style) -> [(x: Double, y: Double)] {
        guard Double(points.count) > width else { return points }
        var kept: [(x: Double, y: Double)] = []
        var from = 0
        while from < points.count {
            let column = points[from].x.rounded(.down)
            let end = points[from...].firstIndex { $0.x.rounded(.down) != column } ?? points.count
            let (here, count) = (points[from..<end], Double(end - from))
            if style == .raw {
                let (low, high) = (here.map(\.y).min() ?? 0, here.map(\.y).max() ?? 0)
                kept += [(column + 0.25, low), (column + 0.75, high)]
            } else {
                kept.append((here.map(\.x).reduce(0, +) / count, here.map(\.y).reduce(0, +) / count))
            }
            from = end
        }
        return kept
    }

    private func entry(_ line: Line) -> String? {
        guard line.style != .raw, let last = line.points.last else { return nil }
        let key = "<i class=\"key \(line.style.rawValue) c\(line.colour)\"></i>"
        return "<li>\(key)\(PageText.escaped(line.name)) <b>\(PageText.number(last.y))</b></li>"
    }
}

extension Double {
    /// A coordinate in a drawing: a tenth of a unit is finer than the eye.
    var place: String { String(format: "%.1f", self) }
}
