import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

/// A catalogue that the third version wrote.
///
/// `catalogue-3.sqlite`: `catalogue-2.sqlite` with the tables of the commit 579f5fa, and a few decisions more.
struct ThirdCatalogueTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/catalogue-3.sqlite")
        store = try CatalogStore(path: try scratch.write(Array(try Data(contentsOf: golden)), to: "catalog.sqlite"))
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    @Test func itsDecisionsStandAndHoldWhateverTheListingsSay() throws {
        let (two, none) = (try id("two"), try id("none"))
        #expect(
            try store.decisions().map { "\($0.a) \($0.b) \($0.verdict) \($0.keep?.text ?? "-") \($0.time)" } == [
                "four two duplicate two 20", "none two different - 3", "three two variants - 10",
            ])
        let decision = try #require(try store.decision(two, none))
        let other = StoredProduct(product: Product(id: none, title: "anything"))
        #expect(decision.contents == nil && decision.person == nil)
        #expect(decision.holds(of: try #require(try store.product(two)), other))
        #expect(try store.keptAnswer(owner: "", key: "k", now: 1000)?.status == 201)
    }

    @Test func itGoesOnWorkingAndTakesRulings() throws {
        let (two, none) = (try id("two"), try id("none"))
        try store.decide([
            ClusterRuling(audit: "x", cluster: 1, verdict: .duplicate, keep: two, members: [two, none], time: 30)
        ])
        let again = try CatalogStore(path: store.path)
        #expect(try again.decision(two, none)?.verdict == .duplicate)
        try again.undo(audit: "x", clusters: [1], time: 40)
        #expect(try again.decision(two, none)?.verdict == .different)
        let check = try again.reading { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }
}
