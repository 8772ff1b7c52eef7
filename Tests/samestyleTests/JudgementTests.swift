import Foundation
import TestSupport
import Testing

@Suite struct JudgementTests {
    /// The head of a table of real judgements; nil where the research data is absent.
    private static let head: [String]? = {
        guard let folder = ResearchData.folder("homedepot_relevance"),
            let text = try? String(contentsOf: folder.appending(path: "judgements.csv"), encoding: .utf8)
        else { return nil }
        return text.split(whereSeparator: \.isNewline).prefix(121).map(String.init)
    }()

    @Test(
        "a file of real judgements is catalogue and truth at once, under its own column names",
        .enabled(if: head != nil, "the research data homedepot_relevance is absent"))
    func homeDepot() throws {
        let lines = try #require(Self.head)
        let program = try Program()
        let file = try program.scratch.write(lines.map { $0 + "\n" }.joined(), to: "judgements.csv")
        let imported = try program.run(
            "catalog", "import", file, "--map", "id=product_uid", "--map", "title=product_title")
        // A product stands on a line for each of its search terms: the first is imported, the others are set aside.
        let summary = try imported.object()
        let products = try #require(summary["imported"] as? Int)
        #expect(summary["read"] as? Int == 120 && summary["rejected"] as? Int == 120 - products)
        let rejects = try String(contentsOfFile: #require(summary["rejects"] as? String), encoding: .utf8)
        #expect(products < 120 && rejects.split(separator: "\n").count == 121 - products)

        // A real model, though it learnt from other things.
        try FileManager.default.copyItem(
            at: try IndexedShop.program().data.appending(path: "models"), to: program.data.appending(path: "models"))
        #expect(try program.run("index", "build").status == 0)
        let measured = try program.run("evaluate", "--truth", file)
        #expect(measured.status == 0, "\(measured.errors)")
        let object = try measured.object()
        #expect(object["judgements"] as? Int == 120 && object["unknown"] as? Int == 0)
        let queries = try #require(object["queries"] as? Int)
        #expect((60...120).contains(queries))
        let ndcg = try #require(object["ndcg@10"] as? Double)
        let interval = try #require((object["ci"] as? [String: [Double]])?["ndcg@10"])
        #expect(interval[0] <= ndcg && ndcg <= interval[1] && interval[1] <= 1)
        #expect(try #require(object["ndcg@10_by_chance"] as? Double) < 1)
        #expect(abs(try #require(object["spearman"] as? Double)) < 1)
        #expect(measured.errors.contains("nDCG@10"))
        // Without their titles these products have nothing left to be found by.
        let withheld = try program.run("evaluate", "--truth", file, "--withhold", "title")
        #expect(withheld.status == 1 && withheld.errors.contains("none of the products judged"))
    }
}
