import Catalog
import Foundation
import Pictures
import Records
import TestSupport
import Testing

@testable import Audit

@Suite struct OverlaidPicturesTests {
    /// A listing whose picture is a file of so many shapes, and was cut where `cut` says so.
    private func listing(
        _ id: String, _ title: String, seed: Int, cut: Bool = false, in scratch: ScratchFolder
    ) throws -> StoredProduct {
        var picture = Picture(width: 160, height: 200)
        for shape in 0..<40 {
            let (x, y) = ((shape * 37 * seed + 11 * seed) % 140, (shape * 53 + 29 * seed * shape) % 180)
            let shade = UInt8((shape * 71 + seed * 13) % 200)
            for row in y..<(y + 20) {
                for at in ((row * 160 + x) * 3)..<((row * 160 + x + 20) * 3) { picture.pixels[at] = shade }
            }
        }
        if cut { picture = picture.cropped(x: 14, y: 12, width: 130, height: 170) }
        let path = try scratch.write(PictureCodec.png(picture), to: "\(id).png")
        return try Shelf.listing(id, title, digest: id, path: path)
    }

    @Test func aPictureThatWasCutIsLaidOverTheOneItWasCutFrom() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Oak chair with arms", seed: 3, in: scratch)
        let cut = try listing("b", "Chair with arms, oak", seed: 3, cut: true, in: scratch)
        let other = try listing("c", "Chair with arms, oak", seed: 5, in: scratch)
        let (found, apart) = (try Shelf.evidence(whole, cut), try Shelf.evidence(whole, other))
        #expect(try #require(found.overlay) > 0.95)
        #expect(try #require(apart.overlay) < 0.7)
        let model = EvidenceModel.standard(for: .duplicate)
        #expect(model.confidence(found) > 0.9 && model.confidence(apart) < 0.1)
        #expect(EvidenceWords(found).remarks.contains("one picture, cut or changed"))
        #expect(EvidenceWords(apart).remarks.contains("pictures differ in their details"))
    }

    @Test func picturesAreNotOpenedWhereTheyWouldDecideNothing() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Hex bolt M6 x 20", seed: 3, in: scratch)
        let cut = try listing("b", "Hex bolt M8 x 20", seed: 3, cut: true, in: scratch)
        #expect(try Shelf.evidence(whole, cut).overlay == nil)
    }

    @Test func aPictureThatIsGoneLeavesTheRestOfTheEvidence() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Oak chair with arms", seed: 3, in: scratch)
        let gone = try Shelf.listing("b", "Chair with arms, oak", digest: "b", path: scratch.path("gone.png"))
        let broken = try Shelf.listing(
            "c", "Chair with arms, oak", digest: "c", path: try scratch.write("none", to: "broken.png"))
        for other in [gone, broken] {
            let evidence = try Shelf.evidence(whole, other)
            #expect(evidence.overlay == nil && evidence.titleOverlap > 0.9)
        }
    }

    @Test func aModelOfBeforeThereWereOverlaysOpensNoPictures() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Oak chair with arms", seed: 3, in: scratch)
        let cut = try listing("b", "Chair with arms, oak", seed: 3, cut: true, in: scratch)
        let scorer = PairScorer(
            AuditedCatalogue(products: [whole, cut]), model: EvidenceModel(["bias": -2, "title": 6]))
        #expect(scorer.evidence(RowPair(0, 1)).overlay == nil)
    }

    @Test func sketchesAreKeptWhileThereIsRoom() throws {
        let scratch = try ScratchFolder()
        let listings = try (0..<5).map { try listing("p\($0)", "Chair", seed: $0 + 1, in: scratch) }
        let facts = listings.compactMap(\.picture)
        let sketches = PictureSketches(most: 4)
        let first = facts.map { sketches.sketch(of: $0) }
        #expect(Set(first).count == 5 && !first.contains(nil))
        for facts in facts { try FileManager.default.removeItem(atPath: facts.path) }
        // The last ones are held; of those that were put away the files are gone.
        #expect(sketches.sketch(of: facts[4]) == first[4])
        #expect(sketches.sketch(of: facts[0]) == nil)
    }

    @Test func aPairIsLessSureWhereBothLieBetterOverOthers() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Oak chair with arms", seed: 3, in: scratch)
        let products = [
            whole,
            try worn("b", "Chair with arms, oak", in: scratch),
            try listing("c", "Oak chair", seed: 5, in: scratch), try listing("d", "Oak chair", seed: 7, in: scratch),
        ]
        let scorer = PairScorer(AuditedCatalogue(products: products), model: .standard(for: .duplicate))
        let overlay = try #require(scorer.evidence(RowPair(0, 1)).overlay)
        #expect(overlay > 0.9 && overlay < 0.98, "\(overlay)")
        /// How well each side lies over another listing.
        func found(_ one: Float, _ other: Float) -> [ScoredPair] {
            [
                ScoredPair(pair: RowPair(0, 1), confidence: 0.9, overlay: overlay),
                ScoredPair(pair: RowPair(0, 2), confidence: 0.9, overlay: one),
                ScoredPair(pair: RowPair(1, 3), confidence: 0.9, overlay: other),
            ]
        }
        func sure(_ found: [ScoredPair], apart: Set<RowPair> = []) -> Double {
            let competing = scorer.competing(found, apart: apart)
            return competing.confidence(competing.evidence(RowPair(0, 1)))
        }
        let (alone, one) = (sure(found(0.5, 0.5)), sure(found(0.99, 0.5)))
        let both = sure(found(0.99, 0.99))
        #expect(alone > one && one > both)
        // Who was told apart stands in nobody's way.
        #expect(sure(found(0.99, 0.99), apart: [RowPair(0, 2), RowPair(1, 3)]) == alone)
        let competing = scorer.competing(found(0.99, 0.99))
        let scored = competing.scored(found(0.99, 0.99), floor: 0.1)
        #expect(scored.first { $0.pair == RowPair(0, 1) }.map(\.confidence) ?? 0 == (both >= 0.1 ? both : 0))
    }

    /// A listing with the picture of `a`, made small and saved badly.
    private func worn(_ id: String, _ title: String, in scratch: ScratchFolder) throws -> StoredProduct {
        let small = PictureCodec.jpeg(try picture("a", in: scratch).resized(width: 70, height: 88), quality: 40)
        return try Shelf.listing(id, title, digest: id, path: try scratch.write(small, to: "\(id).jpg"))
    }

    private func picture(_ id: String, in scratch: ScratchFolder) throws -> Picture {
        try PictureCodec.decode(Array(try Data(contentsOf: scratch.url.appending(path: "\(id).png"))))
    }

    @Test func labelledPairsAreSeenBesideWhatTheyCouldBeTakenFor() throws {
        let scratch = try ScratchFolder()
        let products = [
            try listing("a", "Oak chair with arms", seed: 3, in: scratch),
            try listing("b", "Chair with arms, oak", seed: 3, cut: true, in: scratch),
            try Shelf.listing(
                "c", "Oak chair with arms", digest: "c",
                path: try scratch.write(PictureCodec.jpeg(try picture("a", in: scratch), quality: 90), to: "c.jpg")),
        ]
        let labelled = try LabelledEvidence(AuditedCatalogue(products: products), .duplicate)
        let found = try labelled.evidence([(a: 0, b: 1), (a: 0, b: 2)])
        let (cut, copy) = (try #require(found[0].overlay), try #require(found[1].overlay))
        #expect(copy > cut)
        #expect(try #require(found[0].rivalOfOne) == max(0, min(copy, 0.99) - cut))
        #expect(found[1].rivalOfBoth == 0)
    }

    @Test func aCheckHoldsWhatItFindsSideBySide() throws {
        let scratch = try ScratchFolder()
        let whole = try listing("a", "Oak chair with arms", seed: 3, in: scratch)
        let others = [
            whole,
            try worn("b", "Oak chair with arms", in: scratch),
            try listing("c", "Oak chair with arms", seed: 5, in: scratch),
        ]
        let gatherer = try EvidenceGatherer(
            image: nil, text: nil, joint: nil, rarity: Rarity(titles: others.map(\.product.title)))
        // Its picture is no file yet.
        let new = ComparedListing(
            try Shelf.listing("new", "Chair with arms, oak", digest: "new", path: scratch.path("none.png")), image: nil,
            text: nil, joint: nil,
            sketch: PictureSketch(of: try picture("a", in: scratch).cropped(x: 8, y: 6, width: 145, height: 188)))
        let matches = ListingCheck(gatherer).matches(
            of: new, among: others.map { ComparedListing($0, image: nil, text: nil, joint: nil) })
        #expect(matches.first?.place == 0 && matches.first?.relation == .duplicate)
        #expect(matches.first?.evidence.rivalOfOne == 0)
        #expect(!matches.contains { $0.place == 2 && $0.relation == .duplicate })
        let beside = ListingCheck(gatherer).evidence(
            new, others.map { ComparedListing($0, image: nil, text: nil, joint: nil) })
        #expect(try #require(beside[1].rivalOfOne) > 0 && beside[1].rivalOfBoth == nil)
    }
}

@Test func aJournalKeepsHowWellPicturesLie() throws {
    let scratch = try ScratchFolder()
    let pairs = [
        ScoredPair(pair: RowPair(1, 2), confidence: 0.5, overlay: 0.75), ScoredPair(pair: RowPair(1, 3), confidence: 1),
    ]
    try PairJournal(in: scratch.url, key: 5).append(pairs)
    let blocks = try PairJournal(in: scratch.url, key: 5).blocks
    #expect(blocks.map { $0.map(\.overlay) } == [[0.75, nil]])
    #expect(blocks.first?.map(\.confidence) == [0.5, 1])
}
