import Foundation
import TestSupport
import Testing

/// Trainings that start from a model, or take their settings from a file.
@Suite struct TrainOptionTests {
    @Test("a model is tuned into another, and its own held-out recall is told beside the tuned one's")
    func tuning() throws {
        let program = try Program()
        let files = try DrawnShop.files()
        try program.run("catalog", "import", files.products, "--images", files.images)
        try program.run("clicks", "import", files.clicks)
        let first = try program.run("train", "--model", "demo", "--epochs", "0.5", "--batch", "16", "--name", "m")
        #expect(first.status == 0, "\(first.errors)")
        let tuned = try program.run("train", "--from", "m", "--epochs", "0.2", "--batch", "16")
        #expect(tuned.status == 0, "\(tuned.errors)")
        let object = try tuned.object()
        #expect(object["name"] as? String == "m-tuned")
        let start = try #require(object["start_recall"] as? [String: Double])
        let kept = try #require(object["recall"] as? [String: Double])
        #expect(start == (try first.object()["recall"] as? [String: Double]))
        // Summed in one order: a dictionary's own differs from one to the next.
        func sum(_ recall: [String: Double]) -> Double { recall.values.sorted().reduce(0, +) }
        #expect(sum(kept) >= sum(start))
    }

    @Test("a model that is not there cannot be tuned, and --from goes with nothing that says what to start from")
    func refused() throws {
        let program = try Program()
        let missing = try program.run("train", "--from", "nobody")
        #expect(missing.status == 1 && missing.errors.contains("nobody"), "\(missing.errors)")
        #expect(try program.run("train", "--from", "m", "--model", "demo").status == 64)
        #expect(try program.run("train", "--from", "m", "--resume").status == 64)
    }

    @Test("all settings are listed as a file may hold them, and a file with others is bad input that names them")
    func settings() throws {
        let program = try Program()
        let listed = try program.run("train", "--settings", "list")
        #expect(listed.status == 0)
        let object = try listed.object()
        #expect(try #require(object["task"] as? [String: Any])["temperature"] != nil)
        let file = try program.scratch.write(#"{"task": {"temprature": 1}}"#, to: "settings.json")
        let outcome = try program.run("train", "--settings", file)
        #expect(outcome.status == 65 && outcome.errors.contains("task.temprature"), "\(outcome.errors)")
        #expect(try program.run("train", "--settings", "nowhere.json").status == 65)
        #expect(try program.run("train", "--resume", "--settings", file).status == 64)
    }
}
