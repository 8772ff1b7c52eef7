import Encoders
import Foundation
import Logging
import TestSupport
import Testing

@testable import Training

@Suite struct TrainingPageTests {
    /// The steps, losses and recalls of a run's file: what does not depend on the clock.
    private static func course(_ shop: SmallShop, _ name: String) throws -> [String] {
        try text(shop, "\(name)/training.jsonl").split(separator: "\n").map { line in
            let point = try #require(TrainingPoint(line: Data(line.utf8)))
            return "\(point.step) \(point.samples) \(point.loss) \(point.recall?.sorted { $0.key < $1.key } ?? [])"
        }
    }

    private static func text(_ shop: SmallShop, _ name: String) throws -> String {
        try String(contentsOf: shop.folder.url.appending(path: name), encoding: .utf8)
    }

    @Test("a run leaves its page and its numbers beside the weights, and a resumed one the same curves")
    func wholeAndResumed() throws {
        let shop = try SmallShop(styles: 100)
        let plan = SmallShop.plan(epochs: 2)
        let trainer = try shop.trainer(plan, into: "whole")
        let result = try trainer.run { _ in }
        #expect(trainer.page.path == shop.folder.path("whole/training.html"))
        let page = try Self.text(shop, "whole/training.html")
        for part in ["Loss", "Held-out recall@10", "Learning rate", "Samples per second", "Gradient norm", "Facts"] {
            #expect(page.contains(part))
        }
        #expect(page.contains("<small>finished</small>") && !page.contains("http-equiv=\"refresh\""))
        #expect(page.contains("<title>grid ") && page.contains("by its neighbours"))
        let whole = try Self.course(shop, "whole")
        #expect(whole.count == result.steps)

        var steps = 0
        _ = try shop.trainer(plan, into: "cut").run(progress: { _ in steps += 1 }, isCancelled: { steps == 10 })
        #expect(try Self.text(shop, "cut/training.html").contains("interrupted"))
        #expect(try Self.course(shop, "cut").count == 10)
        let resumed = try Trainer(
            resuming: shop.set, folder: shop.folder.path("cut"), logger: Logger(label: "test"))
        _ = try resumed.run { _ in }
        #expect(try Self.course(shop, "cut") == whole)
        #expect(try Self.text(shop, "cut/training.html").contains("<small>finished</small>"))
    }

    @Test("while it runs, the page says how far it is and looks again by itself")
    func running() throws {
        let shop = try SmallShop(styles: 40)
        var pages: [String] = []
        _ = try shop.trainer(SmallShop.plan(epochs: 6), into: "m").run { progress in
            if progress.recall != nil { pages.append((try? Self.text(shop, "m/training.html")) ?? "") }
        }
        let first = try #require(pages.first)
        #expect(first.contains("% done") && first.contains("http-equiv=\"refresh\""))
    }

    @Test("texts of the catalogue are shown, never run, and never longer than a line")
    func hostile() throws {
        var shop = try SmallShop(styles: 40)
        for at in shop.catalogue.indices {
            shop.catalogue[at].product.title =
                "</title></svg><script>alert('\(at)')</script>\u{202E}\" onload=x"
                + String(repeating: "e\u{301}\u{302}", count: 5000)
            shop.catalogue[at].product.category = ["<img src=x onerror=alert(1)>" + (at % 2 == 0 ? "a" : "b")]
        }
        _ = try shop.trainer(SmallShop.plan(epochs: 1), into: "m'<b>&").run { _ in }
        let page = try Self.text(shop, "m'<b>&/training.html")
        #expect(
            !page.contains("<script") && !page.contains("<img") && !page.contains("<b>&</")
                && !page.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;") && page.contains("&lt;img src=x"))
        #expect(page.utf8.count < 100_000)
        // Nothing is asked of the network.
        #expect(!page.contains("src=\"") && !page.contains("href=") && !page.contains("url("))
        #expect(page.contains("default-src 'none'"))
    }

    @Test("without click pairs there is a page all the same, which says so")
    func nothingHeldOut() throws {
        var shop = try SmallShop(styles: 20)
        shop.pairs = []
        _ = try shop.trainer(SmallShop.plan(epochs: 2), into: "m").run { _ in }
        let page = try Self.text(shop, "m/training.html")
        #expect(page.contains("nothing is mapped") && page.contains("not measured") && page.contains("Warnings"))
    }

    @Test("curves that cannot be written end no training")
    func unwritable() throws {
        let shop = try SmallShop(styles: 20)
        for name in ["training.html", "training.jsonl"] {
            let inTheWay = shop.folder.url.appending(path: "m/\(name)")
            try FileManager.default.createDirectory(
                at: inTheWay.appending(path: "full"), withIntermediateDirectories: true)
        }
        #expect(try shop.trainer(SmallShop.plan(epochs: 1), into: "m").run { _ in }.finished)
    }
}
