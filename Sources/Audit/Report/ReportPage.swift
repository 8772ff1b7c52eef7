import Foundation
import Records

/// The page a person reviews an audit on: one file that needs no other and asks the network for nothing.
struct ReportPage {
    private let clusters: [DuplicateCluster]
    private let summary: AuditSummary

    private static let mostClusters = 200
    /// Of a cluster this many members are pictured.
    private static let mostMembers = 8
    private static let mostPairs = 6

    init(_ clusters: [DuplicateCluster], _ summary: AuditSummary) {
        self.clusters = clusters
        self.summary = summary
    }

    func text() -> String {
        let surest = clusters.sorted { ($1.confidence, $0.number) < ($0.confidence, $1.number) }
        let shown = Array(surest.prefix(Self.mostClusters))
        let sections = Parallel.map(shown.count) { section(shown[$0]) }
        let more = clusters.count - shown.count
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
            style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(heading)</title>
            <style>\(Self.style)</style></head><body>
            <header><h1>\(heading)</h1><dl>\(figures)</dl>\(ReliabilityPlot(summary.reliability).svg)</header>
            <main>
            \(sections.isEmpty ? "<p>Nothing was found.</p>" : sections.joined(separator: "\n"))
            </main>
            <footer>\(more > 0 ? "<p>\(more) more clusters are in clusters.jsonl.</p>" : "")</footer>
            </body></html>

            """
    }

    private var heading: String {
        summary.relation == .duplicate ? "Duplicate listings" : "Listings of the same style"
    }

    private var figures: String {
        let precision = summary.expectedPrecision.map(EvidenceWords.percent) ?? "not known"
        let scope = summary.within == .seller ? "each seller" : "the whole catalogue"
        return [
            ("Listings", "\(summary.listings)"), ("Clusters", "\(summary.clusters)"),
            ("Listings too many", "\(summary.duplicates)"), ("Within", scope),
            ("Threshold", EvidenceWords.percent(summary.threshold)), ("Expected precision", precision),
            ("Known by", summary.precisionKnownBy), ("Seconds", String(format: "%.1f", summary.seconds)),
        ].map { "<div><dt>\($0)</dt><dd>\(HTMLText.escaped($1))</dd></div>" }.joined()
    }

    private func section(_ cluster: DuplicateCluster) -> String {
        let more = cluster.members.count - Self.mostMembers
        let members = cluster.members.prefix(Self.mostMembers).map { figure($0, cluster.keep) }.joined()
        let decision = cluster.decision.map { ", decided: \($0.rawValue)" } ?? ""
        return """
            <section><h2>Cluster \(cluster.number) <small>\(cluster.members.count) listings, \
            \(EvidenceWords.percent(cluster.confidence)) sure\(decision)</small></h2>
            <div class="members">\(members)\(more > 0 ? "<p>and \(more) more</p>" : "")</div>
            <ul>\(cluster.pairs.prefix(Self.mostPairs).map(pair).joined())</ul></section>
            """
    }

    private func figure(_ member: DuplicateCluster.Member, _ keep: ProductID) -> String {
        let title = HTMLText.escaped(member.title)
        let picture =
            Thumbnail.dataURI(member.image).map { "<img src=\"\($0)\" alt=\"\(title)\" loading=\"lazy\">" }
            ?? "<div class=\"none\">no picture</div>"
        let seller = member.seller.map { " · <bdi>\(HTMLText.escaped($0))</bdi>" } ?? ""
        let kept = member.id == keep
        return """
            <figure\(kept ? " class=\"keep\"" : "")>\(picture)<figcaption><bdi>\(title)</bdi><br>\
            <small><bdi>\(HTMLText.escaped(member.id.text))</bdi>\(seller)\(kept ? " · <b>keep</b>" : "")</small>\
            </figcaption></figure>
            """
    }

    private func pair(_ pair: DuplicateCluster.Pair) -> String {
        let words = EvidenceWords(pair.evidence)
        // The type is said, since GRDB, which the catalogue stands on, joins such texts to SQL where it is left open.
        let bars = words.bars.map { bar -> String in
            let width = Int((100 * bar.value).rounded())
            return "<span class=\"bar\"><i style=\"width:\(width)%\"></i>\(bar.name) \(width) %</span>"
        }.joined()
        return """
            <li><b><bdi>\(HTMLText.escaped(pair.a.text))</bdi> and <bdi>\(HTMLText.escaped(pair.b.text))</bdi></b>: \
            \(EvidenceWords.percent(pair.confidence)) · \(words.remarks.joined(separator: " · "))<div>\(bars)</div></li>
            """
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1c1e21;--soft:#667;--line:#d8dade;--back:#fff;--card:#f6f7f9;--bar:#9dc3f5}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#9aa0a6;--line:#3c4043;--back:#17191c;\
        --card:#212428;--bar:#2f5d94}}
        body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:72rem;\
        margin:2rem auto;padding:0 1rem}
        dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt,small,.none{color:var(--soft)}dd{margin:0;font-weight:600}
        section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0}
        h1{font-size:1.5rem}h2{font-size:1.05rem;margin:0 0 .75rem}
        .members{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:160px;overflow-wrap:anywhere}
        figure.keep img,figure.keep .none{outline:3px solid #2e8b57}
        img,.none{width:160px;height:160px;object-fit:contain;background:#fff;border-radius:4px}
        .none{display:grid;place-items:center;background:var(--line)}
        ul{padding-left:1.1rem;margin:.75rem 0 0}
        .bar{position:relative;display:inline-block;min-width:9rem;margin:.2rem .4rem .2rem 0;padding:0 .4rem;\
        border:1px solid var(--line);border-radius:4px;font-size:.85rem;z-index:0;overflow:hidden}
        .bar i{position:absolute;inset:0 auto 0 0;background:var(--bar);z-index:-1}
        """
}
