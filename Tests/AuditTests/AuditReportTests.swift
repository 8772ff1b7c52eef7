import Catalog
import Foundation
import Pictures
import Records
import TestSupport
import Testing

@testable import Audit

@Test func anAuditsFilesParseBack() throws {
    let scratch = try ScratchFolder()
    let picture = try scratch.write(
        PictureCodec.png(Picture(width: 400, height: 200, filled: (200, 30, 30))), to: "p.png")
    let finder = DuplicateFinder(AuditSettings())
    let clusters = try finder.clusters(
        in: AuditedCatalogue(products: [
            try Shelf.listing("a,1", "Desk lamp", digest: "one", path: picture),
            try Shelf.listing("b\"2", "Desk lamp", digest: "one", path: picture),
        ]))
    let folder = scratch.path("audits/7")
    let summary = finder.summary(of: clusters, listings: 2, seconds: 0.5)
    try AuditReport.write(clusters, summary: summary, to: folder)
    #expect(try AuditReport.clusters(in: folder) == clusters)
    #expect(try AuditReport.summary(in: folder) == summary)
    #expect(summary.duplicates == 1)
    let line = try String(contentsOfFile: folder + "/clusters.jsonl", encoding: .utf8)
    for key in ["cluster", "relation", "confidence", "members", "pairs", "evidence", "keep", "decision"] {
        #expect(line.contains("\"\(key)\":"))
    }
    #expect(line.contains("\"decision\":null"))
    let table = try String(contentsOfFile: folder + "/pairs.csv", encoding: .utf8).split(separator: "\r\n")
    #expect(table.count == 2)
    #expect(table[1].hasPrefix("1,duplicate,\"a,1\",\"b\"\"2\",0.9"))
    let members = try String(contentsOfFile: folder + "/members.csv", encoding: .utf8).split(separator: "\r\n")
    #expect(members.count == 3)
    #expect(members[2].hasSuffix(",2,,\"b\"\"2\",Desk lamp,s1,\(picture),false"))
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(page.components(separatedBy: "\"picture\":\"UklGR").count == 3)
    #expect(page.contains("the same picture file"))
    #expect(page.contains("[\"title words\",100]"))
    #expect(!page.contains("GRDB"))
}

@Test func hostileTitlesAreEscaped() throws {
    let scratch = try ScratchFolder()
    let title = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> & '\u{202E}"
    let finder = DuplicateFinder(AuditSettings())
    let clusters = try finder.clusters(
        in: AuditedCatalogue(products: [
            try Shelf.listing("<b>a", title, seller: "<i>s", digest: "one", path: "/dev/zero"),
            try Shelf.listing("b", title, seller: "<i>s", digest: "one", path: "/etc/passwd"),
        ]))
    let folder = scratch.path("audit")
    try AuditReport.write(
        clusters, summary: finder.summary(of: clusters, listings: 2, seconds: 1), to: folder)
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(clusters.count == 1)
    for bad in ["<script>alert", "<img src=x", "<b>a", "<i>s", "\u{202E}", "\"picture\":\""] {
        #expect(!page.contains(bad))
    }
    #expect(page.contains("\\u003cscript>alert(1)\\u003c/script>"))
}

@Test func nothingToFindGivesAnEmptyReport() throws {
    let scratch = try ScratchFolder()
    let finder = DuplicateFinder(AuditSettings())
    let clusters = try finder.clusters(in: AuditedCatalogue(products: []))
    let folder = scratch.path("audit")
    let summary = finder.summary(of: clusters, listings: 0, seconds: 0)
    // Twice: an audit may be replaced by the next.
    for _ in 0..<2 { try AuditReport.write(clusters, summary: summary, to: folder) }
    #expect(try AuditReport.clusters(in: folder).isEmpty)
    #expect(try AuditReport.summary(in: folder).expectedPrecision == nil)
    #expect(
        try String(contentsOfFile: folder + "/summary.json", encoding: .utf8).contains("\"expected_precision\" : null"))
    #expect(try String(contentsOfFile: folder + "/report.html", encoding: .utf8).contains("Nothing was found."))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["audit"])
}

@Test func aFolderOfOtherFilesIsLeftAlone() throws {
    let scratch = try ScratchFolder()
    let mine = try scratch.write("mine", to: "audit/letter.txt")
    let summary = DuplicateFinder(AuditSettings()).summary(of: [], listings: 0, seconds: 0)
    let folder = scratch.path("audit")
    #expect(throws: AuditError.notAnAudit(path: folder)) { try AuditReport.write([], summary: summary, to: folder) }
    #expect(throws: AuditError.notAnAudit(path: mine)) { try AuditReport.write([], summary: summary, to: mine) }
    #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
}

@Test func aPageCarriesEveryClusterAndRunsNothingButItsOwnScript() throws {
    let scratch = try ScratchFolder()
    let clusters = try (1...230).map { at in
        DuplicateCluster(
            number: at, relation: .sameStyle, confidence: 1 - Double(at) / 1000, members: [], pairs: [],
            keep: try Shelf.name("p"))
    }
    let summary = DuplicateFinder(AuditSettings(relation: .sameStyle)).summary(of: clusters, listings: 9, seconds: 1)
    try AuditReport.write(clusters, summary: summary, to: scratch.path("audit"))
    let page = try String(contentsOfFile: scratch.path("audit/report.html"), encoding: .utf8)
    #expect(page.components(separatedBy: "\"number\":").count == 231)
    #expect(page.components(separatedBy: "<script type=\"application/json\"").count == 4)
    let scripts = page.components(separatedBy: "<script>").dropFirst().map {
        $0.components(separatedBy: "</script>")[0]
    }
    #expect(scripts.count == 1)
    let digest = Data(SHA256.digest(Array(scripts[0].utf8))).base64EncodedString()
    #expect(page.contains("script-src 'sha256-\(digest)'"))
    #expect(page.contains("default-src 'none'; img-src data:;") && !page.contains("unsafe"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" style="))
}

@Test func theTablesHaveAsManyFieldsInEveryLine() throws {
    let scratch = try ScratchFolder()
    let finder = DuplicateFinder(AuditSettings())
    let clusters = try finder.clusters(
        in: AuditedCatalogue(products: [
            try Shelf.listing("a", "Desk lamp", seller: nil, digest: "one"),
            try Shelf.listing("b", "Desk lamp", digest: "one"),
            try Shelf.listing("c", "Garden hose", digest: "two"), try Shelf.listing("d", "Garden hose", digest: "two"),
        ]))
    try AuditReport.write(
        clusters, summary: finder.summary(of: clusters, listings: 4, seconds: 1), to: scratch.path("audit"))
    for (name, fields, lines) in [("pairs.csv", 29, 3), ("members.csv", 10, 5)] {
        let table = try String(contentsOfFile: scratch.path("audit/\(name)"), encoding: .utf8).split(separator: "\r\n")
        #expect(table.count == lines)
        #expect(table.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == fields })
    }
}

@Test func manyPicturesAreMadeSmallerUntilTheyFit() throws {
    let scratch = try ScratchFolder()
    let picture = try scratch.write(
        PictureCodec.png(Picture(width: 300, height: 300, pixels: Noise.pixels(width: 300, height: 300))), to: "p.png")
    var few = Thumbnails(count: 2)
    var many = Thumbnails(count: 20_000)
    let (large, small) = (few.made(of: [picture])[0], many.made(of: [picture])[0])
    #expect(try #require(large).utf8.count > 2 * #require(small).utf8.count)
    var tight = Thumbnails(count: 4, room: 12_000)
    let made = tight.made(of: [picture, picture, picture, picture, nil])
    #expect(made.compactMap { $0 }.reduce(0) { $0 + $1.utf8.count } <= 12_000)
    #expect(made[4] == nil)
}
