import Foundation
import Testing

@testable import samestyle

@Suite struct WholeWayTests {
    /// A program whose catalogue and clicks are imported.
    private static func imported() throws -> Program {
        let program = try Program()
        let files = try DrawnShop.files()
        #expect(try program.run("catalog", "import", files.products, "--images", files.images).status == 0)
        #expect(try program.run("clicks", "import", files.clicks).status == 0)
        return program
    }

    private static func keys(_ outcome: Program.Outcome) throws -> Set<String> { Set(try outcome.object().keys) }

    @Test("every command from import to audit does its work and prints the keys of its contract")
    func wholeWay() throws {
        let program = try Program()
        let files = try DrawnShop.files()
        let count = try DrawnShop.market().listings.count
        let products = try program.run("catalog", "import", files.products, "--images", files.images)
        let importKeys: Set = ["read", "imported", "updated", "unchanged", "rejected", "rejects"]
        #expect(try Self.keys(products).isSuperset(of: importKeys))
        #expect(try products.object()["imported"] as? Int == count)
        #expect(try products.object()["rejected"] as? Int == 0)
        let again = try program.run("catalog", "import", files.products, "--images", files.images)
        #expect(try again.object()["unchanged"] as? Int == count)
        let clicks = try program.run("clicks", "import", files.clicks)
        #expect(try Self.keys(clicks).isSuperset(of: importKeys))

        let pairs = try program.run("pairs")
        #expect(try Self.keys(pairs).isSuperset(of: ["clicks", "candidates", "kept", "dropped"]))
        #expect(try #require(try pairs.object()["kept"] as? Int) > 20)

        let train = try program.run("train", "--model", "demo", "--epochs", "2", "--batch", "16", "--name", "m1")
        #expect(train.status == 0, "\(train.errors)")
        #expect(
            try Self.keys(train).isSuperset(
                of: ["name", "steps", "samples", "seconds", "samples_per_second", "recall"]))

        let index = try program.run("index", "build")
        #expect(try Self.keys(index).isSuperset(of: ["products", "vectors", "seconds"]))
        #expect(try index.object()["products"] as? Int == count)
        let check = try program.run("index", "check")
        #expect(try Self.keys(check).isSuperset(of: ["recall@10", "queries_per_second"]))
        #expect(try #require(try check.object()["recall@10"] as? Double) > 0.99)

        try Self.search(program, count: count)
        let grid = try program.run("evaluate", "--by", "category").object()
        let cells = try #require(grid["grid"] as? [String: [String: Any]])
        #expect(Set(cells.keys) == ["i-i", "i-t", "i-m", "t-i", "t-t", "t-m", "m-i", "m-t", "m-m"])
        #expect(Set(try #require(cells["i-i"]).keys) == ["mrr", "r@1", "r@5", "r@10", "r@20", "queries", "ci"])
        #expect(!(try #require(grid["by"] as? [String: Any]).isEmpty))

        // The labelled strangers are ranked among the offers, and are relevant to nobody.
        let shop = try DrawnShop.market()
        let style = try #require(shop.listingsByStyle.values.first { $0.count > 2 })
        let strangers = shop.listings.filter { !style.contains($0.id) }.prefix(40)
        let rows = [(style[0], style[1], 1)] + strangers.map { (style[0], $0.id, 0) }
        let truth = try program.scratch.write(
            "trigger,offer,label\n" + rows.map { "\($0.0),\($0.1),\($0.2)\n" }.joined(), to: "truth.csv")
        let labelled = try program.run("evaluate", "--truth", truth).object()
        #expect(labelled["candidates"] as? Int == 42)

        let report = program.scratch.path("report")
        let audit = try program.run("audit", "--out", report)
        #expect(try Self.keys(audit).isSuperset(of: ["listings", "clusters", "duplicates", "seconds"]))
        let names = try FileManager.default.contentsOfDirectory(atPath: report).sorted()
        #expect(names == ["clusters.jsonl", "members.csv", "pairs.csv", "report.html", "summary.json"])
        let later = try program.run("audit", "--since", "last", "--out", report)
        #expect(try later.object()["clusters"] as? Int == 0)
    }

    private static func search(_ program: Program, count: Int) throws {
        let listing = try #require(try DrawnShop.market().listings.first)
        let picture = try DrawnShop.files().images + "/" + listing.product.images[0]
        let answer = try program.run("search", "--image", picture, "--limit", "3").object()
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results.count == 3)
        let first = try #require(results.first?["product"] as? [String: Any])
        #expect(results.first?["score"] as? Double ?? 0 > 0.99, "a product's own picture is nearest to itself")
        #expect(first["style"] == nil, "the truth label is never shown")
        let mixed = try program.run("search", "--product", listing.id.text, "--text", "red").object()
        #expect(try #require(mixed["results"] as? [Any]).count == 10)
        let seller = try #require(listing.product.seller)
        let filtered = try program.run("search", "--text", "shirt", "--filter", "seller = \"\(seller)\"").object()
        for result in try #require(filtered["results"] as? [[String: Any]]) {
            #expect((result["product"] as? [String: Any])?["seller"] as? String == seller)
        }
    }

    @Test("a training killed without warning and resumed ends with the weights of one that was not")
    func killedAndResumed() throws {
        let program = try Self.imported()
        let plan = ["train", "--model", "demo", "--epochs", "3", "--batch", "16"]
        #expect(try program.start(plan + ["--name", "whole"]).wait().status == 0)
        let broken = try program.start(plan + ["--name", "broken"])
        let checkpoint = program.data.appending(path: "models/broken/checkpoints/latest.safetensors").path
        #expect(broken.until { FileManager.default.fileExists(atPath: checkpoint) })
        broken.send(SIGKILL)
        #expect(try broken.wait().status == SIGKILL)
        // An index built meanwhile changes what a new training would learn from, and not what this one does.
        #expect(try program.run("index", "build", "--model", "whole").status == 0)
        #expect(try program.run("train", "--resume", "--name", "broken").status == 0)
        func weights(_ name: String) throws -> Data {
            try Data(contentsOf: program.data.appending(path: "models/\(name)/weights.safetensors"))
        }
        #expect(try weights("whole") == weights("broken"))
    }

    @Test("what a training killed before its first checkpoint leaves is no obstacle to starting it again")
    func killedAtOnce() throws {
        let program = try Self.imported()
        _ = try program.scratch.write("trigger,off", to: "data/models/m/checkpoints/pairs.csv.new")
        #expect(try program.run("train", "--resume", "--name", "m").status == 1)
        let again = try program.run("train", "--model", "demo", "--epochs", "0.2", "--batch", "16", "--name", "m")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try program.run("train", "--model", "demo", "--epochs", "0.2", "--name", "m").status == 1)
    }

    @Test("a training that is interrupted saves where it stands, says how to go on, and exits with 130")
    func interrupted() throws {
        let program = try Self.imported()
        let training = try program.start(
            ["train", "--model", "demo", "--minutes", "9", "--batch", "16", "--name", "m"])
        #expect(training.until { training.said.contains("samples") })
        training.send(SIGINT)
        let outcome = try training.wait()
        #expect(outcome.status == 130)
        #expect(outcome.errors.contains("--resume --name m"))
        let checkpoint = program.data.appending(path: "models/m/checkpoints/latest.safetensors").path
        #expect(FileManager.default.fileExists(atPath: checkpoint))
    }
}
