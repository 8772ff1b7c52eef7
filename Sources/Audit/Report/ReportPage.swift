import Catalog
import Foundation

/// The page a person reads an audit on: one file that needs no other and asks the network for nothing.
///
/// It carries the clusters as data, in blocks, and a script that shows those in sight: ten thousand of them open at once.
/// Nothing runs in it but that script, told by its digest.
struct ReportPage {
    private let clusters: [DuplicateCluster]
    private let summary: AuditSummary

    /// Clusters whose pictures are in memory together.
    private static let block = 100
    private static let style = text(PackageResources.report_css)
    private static let script = text(PackageResources.report_js)

    init(_ clusters: [DuplicateCluster], _ summary: AuditSummary) {
        self.clusters = clusters
        self.summary = summary
    }

    func write(to file: FileHandle) throws {
        try file.write(contentsOf: Data(head.utf8))
        let shown = clusters.sorted { $0.number < $1.number }
        var thumbnails = Thumbnails(count: shown.reduce(0) { $0 + PageCluster.shown($1).count })
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        for start in stride(from: 0, to: shown.count, by: Self.block) {
            let block = shown[start..<min(start + Self.block, shown.count)]
            var pictures = thumbnails.made(of: block.flatMap { PageCluster.shown($0).map(\.image) })[...]
            let told = block.map { cluster in
                let count = PageCluster.shown(cluster).count
                defer { pictures = pictures.dropFirst(count) }
                return PageCluster(cluster, pictures: Array(pictures.prefix(count)))
            }
            let json = HTMLText.script(json: String(decoding: try encoder.encode(told), as: UTF8.self))
            try file.write(
                contentsOf: Data("<script type=\"application/json\" class=\"clusters\">\(json)</script>\n".utf8))
        }
        try file.write(contentsOf: Data("<script>\(Self.script)</script>\n</body></html>\n".utf8))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What tells the browser which inline text it may take for a script or a style (CSP 3, section 8.3).
    private static func digest(_ text: String) -> String {
        "'sha256-\(Data(SHA256.digest(Array(text.utf8))).base64EncodedString())'"
    }

    private var head: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src \(Self.digest(Self.style)); script-src \(Self.digest(Self.script)); base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(heading)</title>
        <style>\(Self.style)</style></head><body>
        \(ReportHeader(summary).html(heading))
        <div class="tools"><form id="form">
        <input name="words" type="search" placeholder="Find by title, seller or id ( / )" aria-label="Find clusters" autocomplete="off">
        <select name="kind" aria-label="Which clusters"><option value="all">all clusters</option>\
        <option value="large">three listings or more</option><option value="apart">held apart from others</option>\
        <option value="undecided">undecided</option><option value="decided">decided</option></select>
        <select name="order" aria-label="Order"><option value="surest">the surest first</option>\
        <option value="doubtful">the least sure first</option><option value="largest">the largest first</option></select>
        <output id="count"></output></form></div>
        <main><div id="list"></div><div id="more" hidden></div>
        <noscript><p>This page shows its clusters by a script of its own; clusters.jsonl beside it tells the same.</p></noscript>
        </main>
        <footer><p>Marked words are those in which a title differs from the one to keep.</p></footer>

        """
    }

    private var heading: String {
        summary.relation == .duplicate ? "Duplicate listings" : "Listings of the same style"
    }
}
