/// What stands above the clusters: the figures of the audit, and how far they can be trusted.
struct ReportHeader {
    private let summary: AuditSummary

    init(_ summary: AuditSummary) { self.summary = summary }

    func html(_ heading: String) -> String {
        let scope = summary.within == .seller ? "within each seller" : "across the whole catalogue"
        let figures = [
            ("Listings", Self.grouped(summary.listings)), ("Clusters", Self.grouped(summary.clusters)),
            ("Listings too many", Self.grouped(summary.duplicates)),
            ("Expected precision", summary.expectedPrecision.map(EvidenceWords.percent) ?? "not known"),
            ("Threshold", EvidenceWords.percent(summary.threshold)),
        ].map { "<div><dt>\($0)</dt><dd>\(HTMLText.escaped($1))</dd></div>" }.joined()
        return """
            <header><h1>\(heading)</h1><p class="lead">Looked for \(scope), in \(Self.duration(summary.seconds)).</p>
            <dl class="figures">\(figures)</dl>
            <div class="known"><p><b>How the precision is known.</b> \(HTMLText.escaped(summary.precisionKnownBy)).</p>\
            \(ReliabilityPlot(summary.reliability).svg)</div>
            </header>
            """
    }

    /// 1,234,567.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return ([digits] + groups).joined(separator: ",")
    }

    private static func duration(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return seconds < 60
            ? "\(tenths / 10).\(tenths % 10) seconds" : "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }
}
