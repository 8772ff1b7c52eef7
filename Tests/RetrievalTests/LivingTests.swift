import Catalog
import Foundation
import Neighbors
import Records
import TestSupport
import Testing

@testable import Retrieval

/// Products come, change and go while they are searched.
@Suite struct LivingTests {
    private let world: SmallWorld

    init() throws {
        world = try SmallWorld()
        try world.publish()
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private func store(_ name: String, _ title: String, picture: UInt8? = 7) throws {
        try world.store.upsert([try SmallWorld.product(name, title, picture: picture, in: world.folder)])
    }

    private func found(_ retriever: Retriever, _ text: String, view: View = .t) throws -> [String] {
        var query = Query(text: text)
        query.view = view
        return try retriever.search(query).results.map(\.product.id.text)
    }

    @Test func whatIsWrittenIsFoundAtOnceAndAfterARestartWithoutBeingEncodedAgain() throws {
        var retriever = try world.retriever(writes: true) as Retriever?
        try store("new", "violet vase")
        try retriever?.take([try id("new")])
        let live = try #require(retriever)
        #expect(try found(live, "violet vase").first == "new")
        #expect(live.counts.products == 7 && live.counts.changes == 1)
        retriever = nil
        // Reads the journal: one that only reads encodes nothing.
        let again = try world.retriever()
        #expect(try found(again, "violet vase").first == "new")
        var byPicture = Query(picture: try world.picture("new"))
        byPicture.view = .i
        #expect(try #require(again.search(byPicture).results.first).score > 0.999)
    }

    @Test func withoutItsJournalWhatIsWrittenIsEncodedAgain() throws {
        try store("new", "violet vase")
        do { try world.retriever(writes: true).take([try id("new")]) }
        try FileManager.default.removeItem(at: world.snapshots.url.appending(path: "journal"))
        let retriever = try world.retriever(writes: true)
        #expect(try !found(retriever, "violet vase").contains("new"))
        try retriever.follow()
        #expect(try found(retriever, "violet vase").first == "new")
    }

    @Test func aDeletionHoldsOverRestartsAndOldSnapshots() throws {
        do {
            let retriever = try world.retriever(writes: true)
            try world.store.delete([try id("p1")])
            try retriever.take([try id("p1")])
            #expect(try !found(retriever, "red mug large").contains("p1"))
            #expect(retriever.counts.products == 5)
        }
        let again = try world.retriever(writes: true)
        #expect(try !found(again, "red mug large").contains("p1"))
        try store("p1", "red mug large")
        try again.take([try id("p1")])
        #expect(try found(again, "red mug large").first == "p1")
    }

    @Test func aChangeReplacesWhatWasFoundBefore() throws {
        let retriever = try world.retriever(writes: true)
        for title in ["yellow submarine", "orange orangutan"] {
            try store("p2", title)
            try retriever.take([try id("p2")])
        }
        let results = try found(retriever, "orange orangutan")
        #expect(results.count { $0 == "p2" } == 1 && results.count == 6)
    }

    @Test func anOlderChangeDoesNotUndoANewerOne() throws {
        let retriever = try world.retriever(writes: true)
        try store("p2", "first")
        let first = try #require(try world.store.product(try id("p2")))
        try store("p2", "second")
        try retriever.take([try id("p2")])
        let living = retriever.serving.living
        let vectors = try ListingEncoder(model: living.model).vectors(of: [first])[0].vectors
        #expect(try !living.take([Arrival(first, ContentKey(of: first), vectors)]))
        #expect(living.reading.vectors(of: first.id, ContentKey(of: first)) == nil)
    }

    @Test func aFilterSeesWhatCameAndChanged() throws {
        let retriever = try world.retriever(writes: true)
        var changed = try #require(try world.store.product(try id("p0")))
        changed.product.seller = "renamed"
        try world.store.upsert([changed])
        try store("new", "another mug")
        try retriever.take([try id("p0"), try id("new")])
        var query = Query(text: "mug")
        query.filter = try Filter("seller = renamed")
        #expect(try retriever.search(query).results.map(\.product.id.text) == ["p0"])
        query.filter = try Filter("category = Mugs")
        #expect(Set(try retriever.search(query).results.map(\.product.id.text)) == ["p0", "p1", "new"])
    }

    @Test func foldingKeepsEveryProductAndEmptiesTheFreshPart() throws {
        let retriever = try world.retriever(writes: true)
        try store("new", "violet vase")
        try world.store.delete([try id("p3")])
        try retriever.take([try id("new"), try id("p3")])
        let before = try found(retriever, "violet vase")
        let name = retriever.serving.living.name
        #expect(try retriever.fold())
        #expect(retriever.serving.living.name != name && retriever.counts.changes == 0)
        #expect(try found(retriever, "violet vase") == before)
        let journal = world.snapshots.url.appending(path: "journal").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: journal).isEmpty)
        // The writer goes on in a new segment.
        try store("newer", "silver spoon")
        try retriever.take([try id("newer")])
        #expect(try found(retriever, "silver spoon").first == "newer")
    }

    /// With few rows that went the graphs grow; with many a snapshot is built anew: both answer alike.
    @Test(arguments: [1, 3]) func answersAreTheSameBeforeAndAfterFolding(deleted: Int) throws {
        let retriever = try world.retriever(writes: true)
        try store("new", "violet vase", picture: nil)
        if deleted == 3 { try store("p2", "changed bowl", picture: 130) }
        var several = try SmallWorld.product("several", "three views", picture: 20, in: world.folder)
        for shade in [UInt8(60), 140] {
            several.pictures += try SmallWorld.product("v\(shade)", "", picture: shade, in: world.folder).pictures
        }
        several.product.images = several.pictures.map(\.path)
        try world.store.upsert([several])
        for name in ["p1", "p3", "p4"].prefix(deleted) { try world.store.delete([try id(name)]) }
        try retriever.follow()
        func answers(_ retriever: Retriever) throws -> [[String]] {
            var queries = try ["p0", "new", "several"].map { Query(product: try id($0)) }
            queries += ["red mug", "vase"].map { Query(text: $0) }
            queries.append(Query(picture: try world.picture("v140")))
            queries.append(Query(text: "mug"))
            queries[queries.count - 1].filter = try Filter("category = Mugs")
            return try queries.map { query in
                let answer = try retriever.search(query)
                return answer.results.map {
                    "\($0.product.id.text) \(($0.score * 1e4).rounded() / 1e4) \($0.picture ?? -1)"
                }
            }
        }
        let before = try answers(retriever)
        #expect(before[5].first == "several 1.0 2")
        for _ in 0..<2 {
            #expect(try retriever.fold())
            #expect(retriever.counts.changes == 0 && retriever.counts.products == 8 - deleted)
            #expect(try answers(retriever) == before)
            #expect(try answers(world.retriever()) == before)
        }
        #expect((retriever.snapshot.alive == nil) == (deleted == 3))
        // What went may come back.
        try store("p1", "red mug large")
        try retriever.follow()
        #expect(try found(retriever, "red mug large").contains("p1"))
    }

    @Test func whatIsWrittenWhileANewIndexIsOpenedIsNotLost() async throws {
        let retriever = try world.retriever(writes: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<40 {
                    try store("n\(number)", "thing \(number)", picture: nil)
                    try retriever.take([try id("n\(number)")])
                }
            }
            group.addTask { for _ in 0..<6 { try retriever.fold() } }
            // As the daemon's own look does, at any moment of a fold.
            group.addTask { for _ in 0..<60 { try retriever.refresh() } }
            try await group.waitForAll()
        }
        #expect(retriever.counts.products == 46)
        for number in 0..<40 { #expect(retriever.reading.row(of: try id("n\(number)")) != nil) }
    }

    @Test func oneProcessWritesAtATime() throws {
        let first = try world.retriever(writes: true)
        #expect(throws: RetrievalError.otherWriter(path: world.snapshots.url.path)) {
            try world.retriever(writes: true)
        }
        withExtendedLifetime(first) {}
        #expect(throws: Never.self) { try world.retriever() }
    }

    @Test func pagesOfASnapshotOutliveIt() throws {
        let retriever = try world.retriever(writes: true)
        var query = Query(text: "red mug")
        (query.view, query.limit) = (.t, 2)
        let first = try retriever.search(query)
        try world.store.delete([try id("p5")])
        try retriever.take([try id("p5")])
        try retriever.fold()
        query.page = try #require(first.next)
        let second = try retriever.search(query)
        #expect(Set(first.results.map(\.product.id)).isDisjoint(with: second.results.map(\.product.id)))
        // A third snapshot: the first is gone.
        try retriever.fold()
        #expect(throws: RetrievalError.expiredPage) { try retriever.search(query) }
    }

    /// A product with a picture for each shade.
    private func several(_ name: String, _ shades: [UInt8]) throws -> StoredProduct {
        var product = try SmallWorld.product(name, "a thing of many sides", picture: shades[0], in: world.folder)
        for shade in shades.dropFirst() {
            product.pictures += try SmallWorld.product("\(name)-\(shade)", "", picture: shade, in: world.folder)
                .pictures
        }
        product.product.images = product.pictures.map(\.path)
        return product
    }

    @Test func picturesThatAProductHadBeforeDoNotFindItOnceItIsFolded() throws {
        let retriever = try world.retriever(writes: true)
        try world.store.upsert([try several("s", [20, 140])])
        try retriever.follow()
        try retriever.fold()
        try world.store.upsert([try several("s", [20, 230])])
        try retriever.follow()
        for _ in 0..<2 {
            var query = Query(picture: try world.picture("s-140"))
            query.view = .i
            let found = try retriever.search(query).results.filter { $0.product.id.text == "s" }
            #expect(found.count == 1 && found[0].score < 0.999)
            try retriever.fold()
        }
    }

    @Test func aChangeThatASnapshotAlreadyHasIsNotTakenUpAgain() throws {
        let retriever = try world.retriever(writes: true)
        let id = try id("p2")
        try world.store.delete([id])
        let deleted = try world.store.revision()
        try store("p2", "again")
        try retriever.follow()
        try retriever.fold()
        // It was read before the fold, and comes after it.
        #expect(try !retriever.serving.living.take([], removing: [(id, deleted)]))
        #expect(retriever.reading.row(of: id) != nil)
        // And what is sent once more unchanged is nothing new.
        try retriever.take([id])
        #expect(retriever.counts.changes == 0)
    }

    @Test func aPictureThatCouldNotBeReadIsReadWhenItCanBe() throws {
        let retriever = try world.retriever(writes: true)
        let product = try several("s", [20, 140, 230])
        let hidden = URL(filePath: product.pictures[1].path)
        let bytes = try Data(contentsOf: hidden)
        try FileManager.default.removeItem(at: hidden)
        try world.store.upsert([product])
        try retriever.follow()
        func nearest(_ retriever: Retriever, _ shade: Int) throws -> SearchResult? {
            var query = Query(picture: try world.picture("s-\(shade)"))
            query.view = .i
            return try retriever.search(query).results.first { $0.product.id.text == "s" }
        }
        // The third keeps its number though the second is missing.
        #expect(try nearest(retriever, 230)?.picture == 2)
        try retriever.fold()
        #expect(try nearest(retriever, 230)?.picture == 2)
        try bytes.write(to: hidden)
        try world.publish()
        try retriever.refresh()
        let found = try #require(try nearest(retriever, 140))
        #expect(found.picture == 1 && found.score > 0.999)
    }

    @Test func pagesOfWordsStayWhatTheyWereWhateverElseHasTheWords() throws {
        let retriever = try world.retriever(writes: true)
        var query = Query(text: "red mug")
        query.limit = 2
        let whole = Set(try retriever.search(Query(text: "red mug")).results.map(\.product.id))
        var answer = try retriever.search(query)
        var seen = answer.results.map(\.product.id)
        let flood = try (0..<260).map { try SmallWorld.product("f\($0)", "red mug", picture: nil, in: world.folder) }
        try world.store.upsert(flood)
        try retriever.follow()
        while let next = answer.next {
            query.page = next
            answer = try retriever.search(query)
            seen += answer.results.map(\.product.id)
        }
        #expect(Set(seen) == whole && seen.count == whole.count)
    }
}
