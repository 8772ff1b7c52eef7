import Audit
import Catalog
import Neighbors
import Records
import Testing

@Test func listingsWithOnePictureFileAreFoundWithoutVectors() throws {
    let catalogue = AuditedCatalogue(products: [
        try Shelf.listing("a", "Walnut desk lamp", digest: "one"),
        try Shelf.listing("b", "Desk lamp, walnut", digest: "one", description: "Turns. Bends."),
        try Shelf.listing("c", "Oak chair", digest: "two"),
    ])
    let found = try DuplicateFinder(AuditSettings()).clusters(in: catalogue)
    #expect(Shelf.ids(found) == [["a", "b"]])
    #expect(found[0].number == 1)
    #expect(found[0].keep.text == "b")
    #expect(found[0].pairs.count == 1)
    #expect(found[0].pairs[0].evidence.sameBytes)
    #expect(found[0].decision == nil)
}

@Test func aPictureThatWasEncodedAgainIsStillFound() throws {
    let catalogue = AuditedCatalogue(products: [
        try Shelf.listing("a", "Walnut desk lamp", digest: "one", hash: 0xF0F0_1234_5678_9ABC),
        try Shelf.listing("b", "Walnut desk lamp", digest: "two", hash: 0xF0F0_1234_5678_9ABD),
    ])
    let found = try DuplicateFinder(AuditSettings()).clusters(in: catalogue)
    #expect(Shelf.ids(found) == [["a", "b"]])
    #expect(found[0].pairs[0].evidence.hashDistance == 1)
}

@Test func thatAIsLikeBAndBLikeCJoinsNoAWithC() throws {
    // Cosines: 0.996 from one to the next, 0.985 over two, and so on to ever less.
    let catalogue = AuditedCatalogue(
        products: try (0..<12).map {
            try Shelf.listing("p\($0 + 10)", "Lamp \("abcdefghijkl".dropFirst($0).first ?? "z")")
        },
        joint: try Shelf.view((0..<12).map { Double($0) * 5 }))
    let cosine = EvidenceModel(["bias": -14, "joint": 16])
    let settings = AuditSettings(relation: .sameStyle, threshold: 0.7)
    let found = try DuplicateFinder(settings, model: cosine).clusters(in: catalogue)
    #expect(found.count > 1)
    #expect(found.allSatisfy { $0.members.count < 6 && $0.confidence >= 0.7 })
}

@Test func conflictingNumbersKeepListingsApartWhateverThePicturesSay() throws {
    let catalogue = AuditedCatalogue(
        products: [
            try Shelf.listing("a", "Hex screw M4x20 steel zinc", digest: "screw"),
            try Shelf.listing("b", "Hex screw M4x25 steel zinc", digest: "screw"),
            try Shelf.listing("c", "Hex screw M4 x 20 steel zinc", digest: "screw"),
        ], image: try Shelf.view([10, 10, 10]), text: try Shelf.view([10, 10, 10]))
    let found = try DuplicateFinder(AuditSettings()).clusters(in: catalogue)
    #expect(Shelf.ids(found) == [["a", "c"]])
    #expect(found[0].pairs[0].evidence.numbersAgree == true)
}

@Test func coloursThatConflictKeepListingsApart() throws {
    func lamp(_ id: String, _ colour: String) throws -> StoredProduct {
        try Shelf.listing(id, "Desk lamp", digest: "lamp", attributes: ["color": colour])
    }
    let products = [try lamp("a", "Navy"), try lamp("b", "dark blue"), try lamp("c", "Red")]
    let found = try DuplicateFinder(AuditSettings()).clusters(in: AuditedCatalogue(products: products))
    #expect(Shelf.ids(found) == [["a", "b"]])
}

@Test func whatPeopleDecidedIsObeyed() throws {
    let catalogue = AuditedCatalogue(products: [
        try Shelf.listing("a", "Desk lamp", digest: "one"), try Shelf.listing("b", "Desk lamp", digest: "one"),
        try Shelf.listing("c", "Garden hose"), try Shelf.listing("d", "Wooden spoon"),
        try Shelf.listing("e", "Green tea", digest: "tea"), try Shelf.listing("f", "Green tea", digest: "tea"),
    ])
    let (a, b, c) = (try Shelf.name("a"), try Shelf.name("b"), try Shelf.name("c"))
    let (d, e, f) = (try Shelf.name("d"), try Shelf.name("e"), try Shelf.name("f"))
    let decisions = [
        PairDecision(a, b, .different), PairDecision(c, d, .duplicate, keep: d), PairDecision(e, f, .variants),
        PairDecision(a, try Shelf.name("gone"), .duplicate),
    ]
    let duplicates = try DuplicateFinder(AuditSettings()).clusters(in: catalogue, decisions: decisions)
    #expect(Shelf.ids(duplicates) == [["c", "d"]])
    #expect(duplicates[0].keep == d)
    #expect(duplicates[0].decision == .duplicate)
    #expect(duplicates[0].confidence == 1)
    let styles = try DuplicateFinder(AuditSettings(relation: .sameStyle)).clusters(in: catalogue, decisions: decisions)
    #expect(Shelf.ids(styles) == [["c", "d"], ["e", "f"]])
}

@Test func listingsDecidedDifferentAreNotJoinedThroughAThird() throws {
    let catalogue = AuditedCatalogue(
        products: try ["a", "b", "c"].map { try Shelf.listing($0, "Desk lamp", digest: "one") })
    let decisions = [PairDecision(try Shelf.name("a"), try Shelf.name("b"), .different)]
    let found = try DuplicateFinder(AuditSettings()).clusters(in: catalogue, decisions: decisions)
    #expect(found.allSatisfy { cluster in !Set(["a", "b"]).isSubset(of: cluster.members.map(\.id.text)) })
    #expect(found.count == 1)
}

@Test func withinASellerOnlyTheSellersOwnListingsAreJoined() throws {
    let products = try (0..<40).map { at in
        try Shelf.listing("p\(at + 10)", "Desk lamp", seller: "s\(at % 20)", digest: "one\(at)", hash: 7)
    }
    let catalogue = AuditedCatalogue(products: products, joint: try Shelf.view(products.map { _ in 30 }))
    let settings = AuditSettings(within: .seller, neighbours: 2, threshold: 0.4)
    let found = try DuplicateFinder(settings).clusters(in: catalogue)
    #expect(found.count == 20)
    #expect(found.allSatisfy { $0.members.count == 2 && $0.members[0].seller == $0.members[1].seller })
}

@Test func sinceARevisionOnlyClustersThatItTouchedAreGiven() throws {
    let catalogue = AuditedCatalogue(products: [
        try Shelf.listing("a", "Desk lamp", digest: "one", revision: 3),
        try Shelf.listing("b", "Desk lamp", digest: "one", revision: 9),
        try Shelf.listing("c", "Garden hose", digest: "two", revision: 4),
        try Shelf.listing("d", "Garden hose", digest: "two", revision: 5),
    ])
    #expect(Shelf.ids(try DuplicateFinder(AuditSettings(since: 5)).clusters(in: catalogue)) == [["a", "b"]])
    #expect(try DuplicateFinder(AuditSettings(since: 9)).clusters(in: catalogue).isEmpty)
}

@Test func aPlaceholderPictureJoinsNothing() throws {
    let names = "abcdefghijklmnopqrst".map(String.init)
    let products = try (0..<60).map { at in
        try Shelf.listing("p\(at + 10)", "Thing \(names[at % 20]) of \(names[at / 20])kind", digest: "none yet")
    }
    #expect(try DuplicateFinder(AuditSettings()).clusters(in: AuditedCatalogue(products: products)).isEmpty)
}

@Test func anAuditCanBeStoppedByItsProgress() throws {
    struct Stopped: Error {}
    let catalogue = AuditedCatalogue(products: [try Shelf.listing("a", "Lamp")], text: try Shelf.view([0]))
    #expect(throws: Stopped.self) {
        try DuplicateFinder(AuditSettings()).clusters(in: catalogue) { if $0.stage == .searching { throw Stopped() } }
    }
}

@Test func aListingWithoutAViewIsComparedByTheOthers() throws {
    let catalogue = AuditedCatalogue(
        products: try ["a", "b"].map { try Shelf.listing($0, "Walnut desk lamp with shade") },
        image: AuditedCatalogue.View(
            try ExactIndex([1, 0, 0, 0], dimension: 2), present: RowFilter(count: 2, rows: [0])),
        text: try Shelf.view([10, 10]), joint: try Shelf.view([10, 10]))
    let found = try DuplicateFinder(AuditSettings()).clusters(in: catalogue)
    #expect(Shelf.ids(found) == [["a", "b"]])
    #expect(found[0].pairs[0].evidence.image == nil)
    #expect(found[0].pairs[0].evidence.text.map { $0 > 0.999 } == true)
}
