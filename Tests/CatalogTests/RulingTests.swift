import Foundation
import Records
import TestSupport
import Testing

@testable import Catalog

/// What people decide about clusters, and how long it holds.
struct RulingTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        store = try CatalogStore(path: scratch.path("catalog.sqlite"))
        try store.upsert(["a", "b", "c", "d"].map { try listing($0) })
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private func listing(_ text: String, change: (inout StoredProduct) -> Void = { _ in }) throws -> StoredProduct {
        let facts = PictureFacts(path: "/\(text)", digest: "digest \(text)", perceptualHash: 1, width: 2, height: 3)
        var stored = StoredProduct(
            product: Product(
                id: try id(text), title: "Lamp \(text)", description: "d", category: ["x"], brand: "Acme", seller: "s",
                price: Price(amount: 3, currency: "EUR"), attributes: ["color": "red"]), picture: facts)
        change(&stored)
        return stored
    }

    private func ruling(
        _ verdict: PairDecision.Verdict, keep: String? = nil, _ members: [String], rest: [String] = [],
        of cluster: Int = 1, before: Bool = false
    ) throws -> ClusterRuling {
        ClusterRuling(
            audit: "x", cluster: cluster, verdict: verdict, keep: try keep.map(id), members: try members.map(id),
            rest: try rest.map(id), wasDecided: before, person: "me", time: 5)
    }

    private func verdict(_ a: String, _ b: String) throws -> PairDecision.Verdict? {
        try store.decision(try id(a), try id(b))?.verdict
    }

    @Test func aRulingSaysOfEachPairWhatItSays() throws {
        try store.decide([try ruling(.duplicate, keep: "b", ["b", "a"], rest: ["d", "c"])])
        #expect(try verdict("a", "b") == .duplicate)
        for (member, other) in [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")] {
            #expect(try verdict(member, other) == .different)
        }
        #expect(try verdict("c", "d") == nil)
        #expect(try store.decisions().count == 5 && store.decisionCount() == 5)
        let pair = try #require(try store.decision(try id("b"), try id("a")))
        #expect(pair.keep?.text == "b" && pair.person == "me" && pair.time == 5)
        #expect(try store.decision(try id("a"), try id("c"))?.keep == nil)
        let standing = try #require(try store.rulings(audit: "x")[1])
        #expect(standing.members?.map(\.text) == ["a", "b"] && standing.person == "me")
        #expect(try store.rulings(audit: "y").isEmpty)
        #expect(try store.decisions(offset: 1, limit: 2).map { "\($0.a)\($0.b)" } == ["ac", "ad"])
    }

    @Test func undoingBringsBackWhatWasDecidedBeforeStepByStep() throws {
        try store.decide([PairDecision(try id("a"), try id("b"), .variants, time: 1)])
        try store.decide([try ruling(.duplicate, ["a", "b"])])
        try store.decide([try ruling(.different, ["a", "b"])])
        // The same again is no further step.
        try store.decide([try ruling(.different, ["a", "b"])])
        #expect(try verdict("a", "b") == .different)
        var left: [StandingRuling??] = []
        for _ in 0..<3 {
            try store.undo(audit: "x", clusters: [1, 2], time: 9) { standing in
                #expect(standing[2] == nil)
                left.append(standing[1])
                return nil
            }
        }
        #expect(left.map { $0??.verdict } == [.duplicate, nil, nil])
        #expect(left[1] != nil && left[2] == nil, "the third had nothing to undo")
        #expect(try verdict("a", "b") == .variants)
        #expect(try store.rulings(audit: "x").isEmpty)
    }

    @Test func allOfAnAuditCanBeUndoneAtOnce() throws {
        try store.decide([try ruling(.duplicate, ["a", "b"])])
        try store.decide([try ruling(.different, ["a", "b"])])
        try store.undo(audit: "x", clusters: [1], all: true, time: 9)
        #expect(try store.rulings(audit: "x").isEmpty)
        #expect(try verdict("a", "b") == nil)
    }

    @Test func whatIsThrownWhereAnAnswerIsMadeUndoesNothing() throws {
        struct No: Error {}
        try store.decide([try ruling(.duplicate, ["a", "b"])])
        #expect(throws: No.self) { try store.undo(audit: "x", clusters: [1], time: 9) { _ in throw No() } }
        #expect(try verdict("a", "b") == .duplicate)
    }

    @Test func decidedClustersAreCountedBeyondThoseAnAuditFoundDecided() throws {
        try store.decide([
            try ruling(.duplicate, ["a", "b"]), try ruling(.different, ["c", "d"], of: 2, before: true),
        ])
        try store.decide([try ruling(.variants, ["a", "b"])])
        #expect(try store.decidedClusters() == ["x": 1])
    }

    @Test func aDecisionHoldsUntilAListingSaysSomethingElse() throws {
        try store.decide([try ruling(.different, ["a", "b"])])
        let decision = try #require(try store.decision(try id("a"), try id("b")))
        let (a, b) = (try listing("a"), try listing("b"))
        #expect(decision.holds(of: a, b) && decision.holds(of: b, a))
        let kept: [(inout StoredProduct) -> Void] = [
            { $0.product.price = nil }, { $0.product.seller = "other" }, { $0.product.category = [] },
            { $0.pictures[0].path = "/moved" }, { $0.product.style = "s" }, { $0.revision = 99 },
        ]
        for change in kept { #expect(decision.holds(of: try listing("a", change: change), b)) }
        let news: [(inout StoredProduct) -> Void] = [
            { $0.product.title = "Lamp" }, { $0.product.description = nil }, { $0.product.brand = "acme" },
            { $0.product.attributes["size"] = "3" }, { $0.product.attributes = [:] }, { $0.pictures = [] },
            { $0.pictures[0].digest = "other" }, { $0.pictures.append($0.pictures[0]) },
        ]
        for change in news {
            #expect(!decision.holds(of: try listing("a", change: change), b))
            #expect(!decision.holds(of: a, try listing("b", change: change)))
        }
    }

    @Test func aDecisionAboutAListingThatWasGoneHoldsOfNoneThatComes() throws {
        try store.decide([PairDecision(try id("a"), try id("z"), .different)])
        let decision = try #require(try store.decision(try id("a"), try id("z")))
        #expect(!decision.holds(of: try listing("a"), try listing("z")))
    }

    @Test func theSameAgainAfterAChangeIsDecidedAnew() throws {
        try store.decide([try ruling(.different, ["a", "b"])])
        let changed = try listing("a") { $0.product.title = "Lamp with shade" }
        try store.upsert([changed])
        #expect(try store.decision(try id("a"), try id("b"))?.holds(of: changed, try listing("b")) == false)
        try store.decide([try ruling(.different, ["a", "b"])])
        #expect(try store.decision(try id("a"), try id("b"))?.holds(of: changed, try listing("b")) == true)
    }
}
