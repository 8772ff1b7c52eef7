import Foundation
import TestSupport
import Testing

/// `model quantize` as a user runs it.
@Suite struct QuantizeTests {
    @Test("a model becomes one of bytes that is listed, indexed and asked like any other")
    func wholeWay() throws {
        let program = try Program()
        let files = try DrawnShop.files()
        try program.run("catalog", "import", files.products, "--images", files.images)
        try program.run("clicks", "import", files.clicks)
        let trained = try program.run("train", "--model", "demo", "--epochs", "0.5", "--batch", "16", "--name", "big")
        #expect(trained.status == 0, "\(trained.errors)")

        let outcome = try program.run("model", "quantize", "big", "--lost", "5")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let object = try outcome.object()
        #expect(object["name"] as? String == "big-int8" && object["model"] as? String == "big")
        func number(_ key: String) throws -> Int { try #require(object[key] as? Int, "\(key)") }
        #expect(try number("weights") > 0 && number("bytes") < number("bytes_before"))
        for key in ["recall", "recall_before"] {
            #expect((object[key] as? [String: Double])?.count == 4, "\(key)")
        }
        for key in ["speed", "speed_before"] {
            #expect(try #require((object[key] as? [String: Double])?["text_ms"]) > 0)
        }
        let listed = try #require(try program.run("model", "list").object()["models"] as? [[String: Any]])
        #expect(listed.count == 2)
        #expect(try program.run("index", "build", "--model", "big-int8").status == 0)
        let found = try program.run("search", "--text", "red dress", "--limit", "3")
        #expect((try found.object()["results"] as? [Any])?.count == 3, "\(found.errors)")

        let taken = try program.run("model", "quantize", "big")
        #expect(taken.status == 1 && taken.errors.contains("--name"), "\(taken.errors)")
        let twice = try program.run("model", "quantize", "big-int8")
        #expect(twice.status == 1 && twice.errors.contains("already"), "\(twice.errors)")
        #expect(try program.run("model", "quantize", "nobody").status == 1)
        #expect(try program.run("model", "quantize", "big", "--name", "../x").status == 64)
        #expect(try program.run("model", "quantize", "big", "--name", "y", "--lost", "-1").status == 64)
    }
}
