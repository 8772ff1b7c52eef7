import Foundation
import TestSupport
import Testing

/// Trainings that start from a text encoder of others: here the small one of `Tools/reference/bert.py`.
@Suite struct TextStartTests {
    private static let bert = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../EncodersTests/Golden/bert").standardizedFileURL.path

    @Test("a text encoder is taken in, listed, trained upon and searched with")
    func wholeWay() throws {
        let program = try Program()
        let files = try DrawnShop.files()
        try program.run("catalog", "import", files.products, "--images", files.images)
        try program.run("clicks", "import", files.clicks)
        let taken = try program.run("model", "import", Self.bert, "--name", "words")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try taken.object()["text"] as? String == "BERT 2 x 16, frozen")
        #expect(try program.run("model", "import", Self.bert, "--name", "words").status == 1)

        let train = try program.run(
            "train", "--model", "demo", "--epochs", "1", "--batch", "16", "--name", "m1", "--text-from", "words")
        #expect(train.status == 0, "\(train.errors)")
        let list = try program.run("model", "list").object()
        let models = try #require(list["models"] as? [[String: Any]])
        let starts = try #require(list["starts"] as? [[String: Any]])
        #expect(models.map { $0["name"] as? String } == ["m1"])
        #expect(models.first?["text"] as? String == "BERT 2 x 16, frozen, beside 1 x 96")
        #expect(starts.map { $0["name"] as? String } == ["words"])

        #expect(try program.run("index", "build").status == 0)
        let found = try program.run("search", "--text", "red mug")
        #expect(found.status == 0, "\(found.errors)")
        #expect(try #require(try found.object()["results"] as? [Any]).count > 0)
        let told = try program.run("search", "--text", "red mug", "--fold", "--explain", "--filter", "price>0")
        #expect(told.status == 0, "\(told.errors)")
        let first = try #require((try told.object()["results"] as? [[String: Any]])?.first)
        #expect(first["variants"] != nil && first["explanation"] != nil)
        for words in ["variants", "text             cosine", "words found", "by vectors", "price > 0"] {
            #expect(told.errors.contains(words), "\(told.errors)")
        }
    }

    @Test("what no text encoder can start from ends with 65 and is named, and nothing is left of it")
    func refused() throws {
        let program = try Program()
        let broken = try program.scratch.write("{}", to: "broken/config.json")
        let folder = URL(filePath: broken).deletingLastPathComponent().path
        for arguments in [["model", "import", folder], ["train", "--text-from", folder]] {
            let outcome = try program.start(arguments).wait()
            #expect(outcome.status == 65, "\(outcome.errors)")
            #expect(outcome.errors.contains("broken/config.json"), "\(outcome.errors)")
        }
        #expect(try program.run("model", "list").object()["starts"] as? [String] == [])
    }

    @Test("a config that freezes what starts from nowhere is wrong usage")
    func frozenFromNowhere() throws {
        let program = try Program()
        let config = """
            {"dimension":16,"joining":16,"image":{"preprocessing":{"size":16,"fit":"pad","mean":[0.5,0.5,0.5],
            "deviation":[0.25,0.25,0.25]},"stem":{"convolution":{"channels":[8]}},"cells":2,
            "transformer":{"width":16,"depth":1,"heads":2}},"text":{"vocabulary":200,"length":12,"frozen":1,
            "transformer":{"width":16,"depth":1,"heads":2}}}
            """
        let outcome = try program.run("train", "--model", program.scratch.write(config, to: "model.json"))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--text-from"), "\(outcome.errors)")
    }
}
