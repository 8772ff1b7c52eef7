import Catalog
import Foundation
import Pictures
import Records
import TestSupport
import Testing

@testable import Audit

/// The report of an audit in a real browser, as a file.
@Suite(.serialized, .browserIsInstalled, .browser, .timeLimit(.minutes(10))) struct ReportTests {
    private static func name(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    /// - Parameter picture: Each listing's.
    private static func cluster(_ number: Int, picture: String?) throws -> DuplicateCluster {
        let ids = try ["a", "b"].map { try name("\($0)\(number)") }
        let members = zip(ids, ["Walnut desk lamp \(number)", "Desk lamp \(number), oak"]).map { id, title in
            DuplicateCluster.Member(id: id, title: title, seller: "s\(number % 7)", image: picture)
        }
        var evidence = PairEvidence()
        (evidence.image, evidence.titleOverlap, evidence.hashDistance, evidence.sameSeller) = (0.9, 0.6, 2, false)
        let apart = DuplicateCluster.Separation(
            cluster: number % 10_000 + 1, member: ids[0], other: try name("a\(number % 10_000 + 1)"), confidence: 0.9,
            weakest: .init(a: ids[1], b: try name("b\(number % 10_000 + 1)"), confidence: 0.02), mean: 0.5,
            because: ["sizes or numbers conflict"])
        return DuplicateCluster(
            number: number, relation: .duplicate, confidence: 1 - Double(number) / 100_000, members: members,
            pairs: [.init(a: ids[0], b: ids[1], confidence: 0.97, evidence: evidence)], keep: ids[0],
            keepBecause: ["tells more: 7 fields and pictures against 5"],
            apart: number.isMultiple(of: 50) ? [apart] : [])
    }

    @Test("ten thousand clusters open at once, and all of them can be reached")
    func tenThousand() async throws {
        let scratch = try ScratchFolder()
        let picture = try scratch.write(
            PictureCodec.png(Picture(width: 80, height: 60, pixels: Noise.pixels(width: 80, height: 60))), to: "p.png")
        let clusters = try (1...10_000).map { try Self.cluster($0, picture: $0 <= 500 ? picture : nil) }
        let summary = DuplicateFinder(AuditSettings()).summary(of: clusters, listings: 30_000, seconds: 12)
        try AuditReport.write(clusters, summary: summary, to: scratch.path("audit"))
        let page = try await #require(Browser.current).page()
        try await page.open("file://" + scratch.path("audit/report.html"))
        try await page.wait(for: "document.documentElement.dataset.state === 'ready'")
        let load = try await page.number("performance.getEntriesByType('navigation')[0].loadEventEnd")
        print("10,000 clusters: \(Int(load)) ms until loaded")
        #expect(try await page.read("#count") == "10,000 clusters")
        #expect(try await page.number("document.querySelectorAll('section').length") < 100)
        #expect(
            try await page.text("[...document.querySelectorAll('mark')].slice(0, 2).map((one) => one.innerText)")
                == "Walnut,oak")
        #expect(try await page.holds("document.images[0].naturalWidth > 0"))
        try await page.keepPicture("report")

        try await page.press("/")
        try await page.type("lamp 9999")
        try await page.wait(for: "document.getElementById('count').value === '1 of 10,000 clusters'")
        #expect(try await page.read("h2") == "Cluster 9999")
        try await page.run("document.getElementById('form').reset(), show()")
        try await page.run("form.kind.value = 'apart', form.order.value = 'doubtful', show()")
        #expect(try await page.read("#count") == "200 of 10,000 clusters")
        #expect(try await page.read("h2") == "Cluster 10000")
        try await page.run("location.hash = '#7000'")
        try await page.wait(for: "document.getElementById('cluster-7000')?.getBoundingClientRect().top < innerHeight")

        try await page.run("dispatchEvent(new Event('beforeprint'))")
        #expect(try await page.number("document.querySelectorAll('section').length") == 10_000)
        #expect(page.complaints.isEmpty)
        try await page.ask("Page.close")
    }

    @Test("it can be read by day and by night, with a finger and on paper")
    func looks() async throws {
        let scratch = try ScratchFolder()
        let clusters = try (1...60).map { try Self.cluster($0, picture: nil) }
        let summary = DuplicateFinder(AuditSettings()).summary(of: clusters, listings: 300, seconds: 12)
        try AuditReport.write(clusters, summary: summary, to: scratch.path("audit"))
        let page = try await #require(Browser.current).page()
        try await page.open("file://" + scratch.path("audit/report.html"))
        for isDark in [false, true] {
            try await page.prefer(dark: isDark)
            #expect(try await page.faintTexts() == [])
        }
        try await page.resize(width: 360, height: 740, finger: true)
        #expect(try await page.holds("document.documentElement.scrollWidth <= 360"))
        try await page.ask("Emulation.setEmulatedMedia", ["media": "print"])
        #expect(try await page.holds("!document.querySelector('.tools').checkVisibility()"))
        #expect(page.complaints.isEmpty)
        try await page.ask("Page.close")
    }
}
