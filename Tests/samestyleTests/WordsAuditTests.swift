import Foundation
import TestSupport
import Testing

/// A shop of titles alone, indexed by a text encoder of others, calibrated by labels and audited.
@Suite struct WordsAuditTests {
    private static let bert = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../EncodersTests/Golden/bert").standardizedFileURL.path

    /// Sixty lamps, each listed twice; every fourth pair of words is the same lamp.
    private static func files(_ program: Program) throws -> (products: String, labels: String) {
        var (products, labels) = ("id,title\n", "a,b,label\n")
        let makers = ["acme", "bolt", "corvo", "dela", "erno", "fara"]
        for at in 0..<60 {
            let maker = makers[at % 6]
            products += "x\(at),\(maker) desk lamp model k\(1000 + at * 37) walnut\n"
            products += "y\(at),lamp k\(1000 + at * 37) by \(maker) in walnut wood\n"
            labels += "x\(at),y\(at),1\n"
            for step in [6, 12, 1] { labels += "x\(at),y\((at + step) % 60),0\n" }
        }
        return (try program.scratch.write(products, to: "p.csv"), try program.scratch.write(labels, to: "l.csv"))
    }

    @Test("words alone are imported, indexed, calibrated and audited; what cannot be had ends with 65")
    func wholeWay() throws {
        let program = try Program()
        let files = try Self.files(program)
        try program.run("catalog", "import", files.products)
        #expect(try program.run("model", "import", Self.bert, "--name", "words").status == 0)
        let index = try program.run("index", "build")
        #expect(index.status == 0, "\(index.errors)")
        #expect(try index.object()["model"] as? String == "words")
        let found = try program.run("search", "--text", "walnut lamp")
        #expect(found.status == 0, "\(found.errors)")

        let none = try program.run("calibrate")
        #expect(none.status == 1 && none.errors.contains("--labels"), "\(none.errors)")
        let calibrated = try program.run("calibrate", "--labels", files.labels, "--precision", "0.9")
        #expect(calibrated.status == 0, "\(calibrated.errors)")
        let told = try calibrated.object()
        #expect(told["pairs"] as? Int == 240 && told["same"] as? Int == 60)
        #expect((told["weights"] as? [String: Any])?["codes conflict"] != nil)

        let out = program.scratch.path("audit")
        let audit = try program.run("audit", "--out", out)
        #expect(audit.status == 0, "\(audit.errors)")
        let summary = try audit.object()
        #expect(summary["threshold"] as? Double == told["threshold"] as? Double)
        #expect((summary["precision_known_by"] as? String)?.contains("240 labelled pairs") == true)
        #expect((summary["expected_recall"] as? Double).map { $0 > 0.8 } == true)
        #expect((summary["reliability"] as? [Any])?.isEmpty == false)
        #expect(summary["clusters"] as? Int == 60)
        #expect(try String(contentsOfFile: out + "/report.html", encoding: .utf8).contains("class=\"reliability\""))

        let measured = try program.run("evaluate", "--truth", files.labels)
        let pairs = try #require(try measured.object()["pairs"] as? [String: Any])
        let row = try #require(pairs["audit"] as? [String: Any])
        #expect((row["f1"] as? Double).map { $0 > 0.95 } == true)
        #expect(row["fitted"] as? Bool == true)

        let tooMuch = try program.run("audit", "--precision", "0.999", "--out", out)
        #expect(tooMuch.status == 65 && tooMuch.errors.contains("cannot be had"), "\(tooMuch.errors)")
    }

    @Test("a damaged evidence file is named and ends with 65")
    func damaged() throws {
        let program = try Program()
        let files = try Self.files(program)
        try program.run("catalog", "import", files.products)
        try program.run("model", "import", Self.bert, "--name", "words")
        try program.run("index", "build")
        try Data("{}".utf8).write(to: URL(filePath: program.data.path + "/evidence.json"))
        let audit = try program.run("audit", "--out", program.scratch.path("audit"))
        #expect(audit.status == 65 && audit.errors.contains("evidence.json"), "\(audit.errors)")
    }
}
