import Foundation
import Testing

@Suite struct EvaluateTests {
    private static func cells(_ object: [String: Any], _ key: String) throws -> [String: [String: Any]] {
        try #require(object[key] as? [String: [String: Any]])
    }

    @Test("what evaluate can be asked for stands in its object under the keys of the contract")
    func everyMeasure() throws {
        let program = try IndexedShop.program()
        let plain = try program.run("evaluate", "--by", "category").object()
        let cell = try #require(try Self.cells(plain, "grid")["m-m"])
        let intervals = try #require(cell["ci"] as? [String: [Double]])
        let recall = try #require(cell["r@1"] as? Double)
        #expect(intervals["r@1"].map { $0[0] <= recall && recall <= $0[1] } == true)
        for category in try #require(plain["by"] as? [String: [String: [String: Any]]]).values {
            #expect(category.values.allSatisfy { $0["ci"] is [String: [Double]] })
        }

        let withheld = try program.run("evaluate", "--withhold", "title", "--withhold", "description")
        #expect(withheld.status == 0 && withheld.errors.contains("encode without title, description"))
        let without = try Self.cells(try withheld.object(), "grid")
        #expect(without["i-i"]?["mrr"] as? Double == (try Self.cells(plain, "grid")["i-i"]?["mrr"] as? Double))
        #expect(without["t-t"]?["mrr"] as? Double != (try Self.cells(plain, "grid")["t-t"]?["mrr"] as? Double))
        #expect(try withheld.object()["withheld"] as? [String] == ["title", "description"])

        let transfer = try program.run("evaluate", "--transfer", "color")
        let cells = try Self.cells(try transfer.object(), "transfer")
        #expect(Set(cells.keys) == ["i+t-m", "i+t-i", "i-m", "t-m"])
        #expect(
            Set(cells.values.compactMap { $0["queries"] as? Int }).count == 1, "all cells answer the same questions")
        #expect(cells.values.allSatisfy { $0["ci"] is [String: [Double]] })
    }

    @Test("labelled pairs are classified at the calibrated threshold, and pairs of one label are not")
    func pairs() throws {
        let program = try IndexedShop.program()
        let styles = try DrawnShop.market().listingsByStyle.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        let same = styles.prefix(20).map { "\($0[0]),\($0[1]),1\n" }.joined()
        let others = zip(styles, styles.dropFirst()).prefix(20).map { "\($0[0]),\($1[1]),0\n" }.joined()
        let both = try program.scratch.write("trigger_id,recall_id,label\n" + same + others, to: "both.csv")
        let scores = try Self.cells(try program.run("evaluate", "--truth", both).object(), "pairs")
        #expect(Set(scores.keys).isSubset(of: ["i-i", "t-t", "m-m", "audit"]))
        let joint = try #require(scores["m-m"])
        #expect(joint["positives"] as? Int == 20 && joint["negatives"] as? Int == 20)
        for key in ["precision", "recall", "f1", "average_precision"] {
            #expect((0...1).contains(try #require(joint[key] as? Double)), "\(key)")
        }
        let bound = try #require(joint["upper_bound"] as? [String: Double])
        #expect(try #require(bound["f1"]) >= (try #require(joint["f1"] as? Double)))

        let ones = try program.scratch.write("trigger_id,recall_id,label\n" + same, to: "ones.csv")
        let outcome = try program.run("evaluate", "--truth", ones)
        #expect(outcome.status == 0 && outcome.errors.contains("no classification is possible"))
        #expect(try outcome.object()["pairs"] == nil)
    }

    @Test(
        "what cannot be measured is named, with what can",
        arguments: [
            (["--withhold", "titel"], 64, "title, category, brand"),
            (["--withhold", "attribute."], 64, "attribute.NAME"),
            (["--withhold", "attribute.colour"], 1, "color"), (["--transfer", "colour"], 1, "color"),
            (["--transfer", "color", "--truth", "x.csv"], 64, "--truth style"),
            (["--map", "grade=score"], 64, "--truth"),
        ])
    func wrongQuestions(arguments: [String], status: Int32, said: String) throws {
        let program = try status == 1 ? IndexedShop.program() : Program()
        let outcome = try program.start(["evaluate"] + arguments).wait()
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }
}
