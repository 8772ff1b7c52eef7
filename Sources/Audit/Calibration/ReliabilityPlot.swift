import Foundation

/// How sure an audit was against how often it was right, drawn: what is calibrated lies on the line from corner to corner.
///
/// SVG to stand within a page; its colours follow the page's, light or dark.
public struct ReliabilityPlot: Sendable {
    private let bins: [ReliabilityBin]

    private static let side = 200.0
    private static let left = 44.0
    private static let top = 10.0

    public init(_ bins: [ReliabilityBin]) { self.bins = bins }

    /// Empty where there is nothing to draw.
    public var svg: String {
        guard !bins.isEmpty else { return "" }
        let most = Double(bins.map(\.count).max() ?? 1)
        let dots = bins.map { bin -> String in
            // An area in proportion to the pairs, and still seen where there are few.
            let radius = 2.5 + 5.5 * (Double(bin.count) / most).squareRoot()
            let said = "\(bin.count) pairs, \(Self.percent(bin.confidence)) sure, \(Self.percent(bin.right)) right"
            return "<circle cx=\"\(x(bin.confidence))\" cy=\"\(y(bin.right))\" r=\"\(Self.text(radius))\">"
                + "<title>\(said)</title></circle>"
        }.joined()
        let path = bins.map { "\(x($0.confidence)),\(y($0.right))" }.joined(separator: " ")
        let (width, height) = (Int(Self.left + Self.side + 20), Int(Self.top + Self.side + 40))
        return """
            <svg class="reliability" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
            font-size="11" aria-label="Reliability: how sure against how often right" fill="currentColor">\
            \(axes)<polyline points="\(path)" fill="none" stroke="#4b8fe2" stroke-width="1.5"/>\
            <g fill="#4b8fe2">\(dots)</g></svg>
            """
    }

    private var axes: String {
        let marks = [0, 0.5, 1].map { share -> String in
            "<text x=\"\(x(share))\" y=\"\(Self.text(Self.top + Self.side + 14))\" text-anchor=\"middle\">"
                + "\(Self.percent(share))</text><text x=\"\(Self.text(Self.left - 5))\" y=\"\(y(share))\" "
                + "text-anchor=\"end\" dominant-baseline=\"middle\">\(Self.percent(share))</text>"
        }.joined()
        return "<rect x=\"\(x(0))\" y=\"\(y(1))\" width=\"\(Self.side)\" height=\"\(Self.side)\" fill=\"none\" "
            + "stroke=\"currentColor\" opacity=\".4\"/><line x1=\"\(x(0))\" y1=\"\(y(0))\" x2=\"\(x(1))\" y2=\"\(y(1))\" "
            + "stroke=\"currentColor\" opacity=\".5\" stroke-dasharray=\"4 3\"/>\(marks)"
            + "<text x=\"\(x(0.5))\" y=\"\(Self.text(Self.top + Self.side + 32))\" text-anchor=\"middle\">how sure; "
            + "upward: how often right</text>"
    }

    private func x(_ share: Double) -> String { Self.text(Self.left + share * Self.side) }
    private func y(_ share: Double) -> String { Self.text(Self.top + (1 - share) * Self.side) }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
    private static func percent(_ share: Double) -> String { String(format: "%.0f %%", 100 * share) }
}
