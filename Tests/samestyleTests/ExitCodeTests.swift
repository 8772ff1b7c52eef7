import Foundation
import TestSupport
import Testing

@testable import samestyle

@Suite struct ExitCodeTests {
    @Test(
        "what was typed wrongly ends with 64 and says what is right",
        arguments: [
            (["frobnicate"], "frobnicate"), (["train", "--minutes", "1", "--epochs", "1"], "not both"),
            (["train", "--model", "no-such-preset"], "presets:"), (["search", "--view", "x"], "view"),
            (["search", "--text", "mug", "--box", "0,0,1,1"], "--image"),
            (["search", "--image", "mug.png", "--box", "0,0,2,1"], "--box"),
            (["search", "--text", "mug", "--not-product", ""], "--not-product"),
            (["audit"], "--out"), (["demo", "--styles", "3"], "16...1000"),
            (["catalog", "import", "x.csv", "--preset", "nobody"], "nobody"),
            (["serve", "--host", "0.0.0.0"], "keys"),
        ])
    func wrongUsage(arguments: [String], said: String) throws {
        let outcome = try Program().start(arguments).wait()
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }

    @Test("a file that is not what it should be ends with 65 and is named")
    func badInput() throws {
        let program = try Program()
        let missing = try program.run("catalog", "import", program.scratch.path("nothing.csv"))
        #expect(missing.status == 65)
        #expect(missing.errors.contains("nothing.csv"))
        let bytes = try program.scratch.write([0x42, 0x4D, 1, 2, 3], to: "photo.jpg")
        let picture = try program.run("search", "--image", bytes)
        #expect(picture.status == 65)
        #expect(picture.errors.contains("photo.jpg") && picture.errors.contains("neither JPEG, PNG nor WebP"))
    }

    @Test(
        "what an earlier command has not made yet ends with 1 and names that command",
        arguments: [
            (["search", "--text", "mug"], "samestyle index build"), (["index", "build"], "samestyle train"),
            (["evaluate"], "samestyle index build"), (["train", "--resume"], "without --resume"),
        ])
    func notMadeYet(arguments: [String], remedy: String) throws {
        let outcome = try Program().start(arguments).wait()
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
    }

    @Test("a bad row is set aside with line, id and reason, and loses no other")
    func rejects() throws {
        let program = try Program()
        let table = try program.scratch.write(
            "id,title,price\na,Mug,3\n,No id,4\nc,Lamp,dear\nd,Chair,9\n".utf8 + [0x65, 0x2C, 0xFF, 0x2C, 0x31, 0x0A],
            to: "shop.csv")
        let summary = try program.run("catalog", "import", table).object()
        #expect(summary["read"] as? Int == 5 && summary["imported"] as? Int == 2 && summary["rejected"] as? Int == 3)
        let rejects = try String(contentsOfFile: #require(summary["rejects"] as? String), encoding: .utf8)
        let lines = rejects.split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == "line,id,reason")
        #expect(lines[1].hasPrefix("3,,") && lines[2].hasPrefix("4,c,") && lines[3].hasPrefix("6,e,"))
    }

    @Test("a demo never replaces a folder that is not a demo's")
    func demoRefuses() throws {
        let program = try Program()
        let precious = try program.scratch.write("mine", to: "data/catalog.sqlite")
        let outcome = try program.run("demo", "--no-serve")
        #expect(outcome.status == 1 && outcome.errors.contains("--data"))
        #expect(try String(contentsOfFile: precious, encoding: .utf8) == "mine")
        // A folder called demo does not make the rest a demo's.
        _ = try program.scratch.write("mine too", to: "data/demo/notes.txt")
        #expect(try program.run("demo", "--no-serve").status == 1)
        #expect(try String(contentsOfFile: precious, encoding: .utf8) == "mine")
    }

    @Test("a training that was never begun cannot be resumed, and is named")
    func nothingToResume() throws {
        let outcome = try Program().run("train", "--resume", "--name", "nobody")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nobody") && outcome.errors.contains("without --resume"))
    }

    @Test("a config that cannot be built is bad input, whatever it says")
    func badConfig() throws {
        let program = try Program()
        let channels = [Int](repeating: 8, count: 80).map(String.init).joined(separator: ",")
        let preset = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Sources/Encoders/Presets/demo.json").standardizedFileURL, encoding: .utf8)
        let squeezed = preset.filter { !$0.isWhitespace }
        let config = try program.scratch.write(squeezed.replacing("[24,48]", with: "[\(channels)]"), to: "m.json")
        let outcome = try program.run("train", "--model", config)
        #expect(outcome.status == 65 && outcome.errors.contains("at most seven"), "\(outcome.errors)")
    }
}
