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
}
