import Catalog
import Foundation
import Records
import TestSupport
import Testing

@testable import Audit

/// An audit that is ended and run again.
struct AuditRunTests {
    /// Nine thousand listings, three blocks: every third title twice.
    private static let products: [StoredProduct] = {
        (0..<9_000).compactMap { at in
            let number = at.isMultiple(of: 3) && at > 2 ? at - 1 : at
            return try? Shelf.listing(
                "p\(at + 10_000)", "Thing model\(number)", digest: "d\(number)", revision: Int64(at))
        }
    }()
    private let catalogue = AuditedCatalogue(products: products)

    private struct Ended: Error {}

    /// Runs until some blocks are done, as a kill would end it: what is on disk stays.
    private func end(after blocks: Int, _ finder: DuplicateFinder, _ work: URL) throws {
        var told = 0
        #expect(throws: Ended.self) {
            _ = try AuditRun(finder, over: catalogue, work: work).run { progress in
                guard progress.stage == .searching else { return }
                told += 1
                if told > blocks { throw Ended() }
            }
        }
    }

    @Test func anAuditThatWasEndedGoesOnWhereItWas() throws {
        let scratch = try ScratchFolder()
        let (finder, work) = (DuplicateFinder(AuditSettings()), scratch.url.appending(path: "work"))
        let whole = try AuditRun(finder, over: catalogue).run()
        #expect(whole.clusters.count > 2_000 && whole.resumedAt == nil && whole.searched == 9_000)
        try end(after: 2, finder, work)
        let again = try AuditRun(finder, over: catalogue, work: work).run()
        #expect(again.resumedAt == 8_192)
        #expect(again.clusters == whole.clusters)
    }

    @Test func whateverIsLeftOfTheJournalTheClustersAreTheSame() throws {
        let scratch = try ScratchFolder()
        let (finder, work) = (DuplicateFinder(AuditSettings()), scratch.url.appending(path: "work"))
        let whole = try AuditRun(finder, over: catalogue, work: work).run().clusters
        let journal = work.appending(path: "pairs.journal")
        let bytes = try Data(contentsOf: journal)
        var damaged = bytes
        damaged[bytes.count / 2] ^= 1
        for left in [Data(), bytes.prefix(10), bytes.prefix(20), bytes.dropLast(1), bytes + [1, 2, 3], damaged] {
            try left.write(to: journal)
            let again = try AuditRun(finder, over: catalogue, work: work).run()
            #expect(again.clusters == whole)
            #expect(again.resumedAt ?? 0 < 9_000 || left.count > bytes.count)
            #expect(try Data(contentsOf: journal) == bytes)
        }
    }

    @Test func anAuditOfOtherSettingsListingsOrDecisionsBeginsAnew() throws {
        let scratch = try ScratchFolder()
        let (finder, work) = (DuplicateFinder(AuditSettings()), scratch.url.appending(path: "work"))
        func resumed(_ finder: DuplicateFinder, _ catalogue: AuditedCatalogue, _ decisions: [PairDecision]) throws
            -> Int?
        {
            try AuditRun(finder, over: catalogue, decisions: decisions, work: work).run().resumedAt
        }
        try end(after: 1, finder, work)
        #expect(try resumed(DuplicateFinder(AuditSettings(threshold: 0.9)), catalogue, []) == nil)
        try end(after: 1, finder, work)
        let decision = PairDecision(try Shelf.name("p10000"), try Shelf.name("p10001"), .different)
        #expect(try resumed(finder, catalogue, [decision]) == nil)
        try end(after: 1, finder, work)
        var changed = Self.products
        changed[8_000].revision = 99_999
        #expect(try resumed(finder, AuditedCatalogue(products: changed), []) == nil)
        try end(after: 1, finder, work)
        #expect(try resumed(finder, catalogue, []) == 4_096)
    }

    @Test func twoAuditsAreNotAtWorkInOneFolder() throws {
        let scratch = try ScratchFolder()
        let journal = try PairJournal(in: scratch.url, key: 1)
        #expect(throws: AuditError.self) { try PairJournal(in: scratch.url, key: 1) }
        try journal.append([])
    }

    @Test func sinceARevisionOnlyWhatItTouchedIsLookedAt() throws {
        let since = try AuditRun(DuplicateFinder(AuditSettings(since: 8_980)), over: catalogue).run()
        #expect(since.searched < 40)
        let whole = try AuditRun(DuplicateFinder(AuditSettings()), over: catalogue).run().clusters
        let changed = Set(Self.products.filter { $0.revision > 8_980 }.map(\.id))
        let touched = whole.filter { $0.members.contains { changed.contains($0.id) } }
        #expect(touched.count > 4)
        #expect(Set(Shelf.ids(since.clusters)) == Set(Shelf.ids(touched)))
    }

    @Test func progressSaysTheTimeLeft() throws {
        var told: [AuditProgress] = []
        _ = try AuditRun(DuplicateFinder(AuditSettings()), over: catalogue).run { told.append($0) }
        let searching = told.filter { $0.stage == .searching }
        #expect(searching.map(\.done) == [0, 4_096, 8_192, 9_000])
        #expect(searching[0].secondsLeft == nil && searching[1].secondsLeft.map { $0 >= 0 } == true)
        #expect(searching[3].secondsLeft == 0)
    }
}
