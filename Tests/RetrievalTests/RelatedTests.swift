import Catalog
import Foundation
import Records
import Retrieval
import TestSupport
import Testing

@Suite struct RelatedTests {
    private let world: SmallWorld

    init() throws {
        world = try SmallWorld()
        // The photo of p0 again, over other words.
        let p0 = try #require(try world.store.product(Self.id("p0")))
        var copy = p0
        (copy.product.id, copy.product.title, copy.product.seller) = (try Self.id("copy"), "steel screw", "s7")
        _ = try world.store.upsert([copy])
        try world.publish()
    }

    private static func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    @Test func theThreeKindsShareTheCatalogueBetweenThem() throws {
        let retriever = try world.retriever()
        func related(_ relation: Relation) throws -> [SearchResult] {
            try retriever.related(to: Self.id("p0"), relation).results
        }
        let duplicates = try related(.duplicate)
        #expect(duplicates.map(\.product.id.text) == ["copy"])
        #expect(duplicates.allSatisfy { $0.relation == .duplicate })
        let (same, similar) = (try related(.sameStyle), try related(.similar))
        #expect(same.allSatisfy { $0.confidence >= Relation.sameStyleConfidence && $0.relation != .similar })
        #expect(similar.allSatisfy { $0.confidence < Relation.sameStyleConfidence && $0.relation == .similar })
        let all = Set((duplicates + same + similar).map(\.product.id.text))
        #expect(all == ["p1", "p2", "p3", "p4", "p5", "copy"])
    }

    @Test func sameStyleGivesOtherSellersFirstAndEachBestFirst() throws {
        let retriever = try world.retriever()
        for name in ["p0", "p1", "p4"] {
            let seller = try #require(try world.store.product(Self.id(name))).product.seller
            let results = try retriever.related(to: Self.id(name), .sameStyle).results
            let own = results.map { $0.product.product.seller == seller }
            #expect(own == own.filter { !$0 } + own.filter { $0 })
            for group in [results.filter { $0.product.product.seller != seller }, results.suffix(own.count { $0 })] {
                #expect(group.map(\.score) == group.map(\.score).sorted(by: >))
            }
        }
    }

    @Test func theSamePhotoOverOtherWordsIsNotSimilarOnAnyPage() throws {
        // Every product of another style has the photo of p0, but for one: what is similar is fewer than what is near.
        let far = try world.retriever().related(to: Self.id("p0"), .similar).results.map(\.product)
        try #require(far.count >= 3)
        let photo = try #require(try world.store.product(Self.id("p0"))).pictures
        for var other in [far[0], far[2]] {
            other.pictures = photo
            _ = try world.store.upsert([other])
        }
        let retriever = try world.retriever()
        let whole = try retriever.related(to: Self.id("p0"), .similar)
        let ids = whole.results.map(\.product.id)
        #expect(ids == far.indices.filter { $0 != 0 && $0 != 2 }.map { far[$0].id })
        #expect(whole.total == ids.count && whole.next == nil)
        for offset in ids.indices {
            let page = try retriever.related(to: Self.id("p0"), .similar, limit: 1, offset: offset)
            #expect(page.results.map(\.product.id) == [ids[offset]])
        }
        var (paged, next) = ([ProductID](), try retriever.related(to: Self.id("p0"), .similar, limit: 1))
        while true {
            paged += next.results.map(\.product.id)
            guard let token = next.next else { break }
            next = try retriever.related(to: Self.id("p0"), .similar, limit: 1, page: token)
        }
        #expect(paged == ids)
    }

    @Test func pagesFitTogether() throws {
        let retriever = try world.retriever()
        for relation in [Relation.similar, .sameStyle] {
            let whole = try retriever.related(to: Self.id("p3"), relation)
            #expect(whole.total == whole.results.count)
            let page = try retriever.related(to: Self.id("p3"), relation, limit: 1, offset: 1)
            #expect(page.results.map(\.product.id) == whole.results.dropFirst().prefix(1).map(\.product.id))
            #expect(page.total == whole.total)
        }
    }

    @Test func whatIsUnknownOrOutOfBoundsSaysSo() throws {
        let retriever = try world.retriever()
        #expect(throws: RetrievalError.unknownProduct(try Self.id("zz"))) {
            try retriever.related(to: Self.id("zz"), .similar)
        }
        #expect(throws: RetrievalError.badNumber(field: "limit", allowed: "1...200")) {
            try retriever.related(to: Self.id("p0"), .similar, limit: 0)
        }
    }

    @Test func pagesBeyondTheFirstSixtyFourGoOnInOneOrder() throws {
        let world = try SmallWorld()
        for at in 0..<90 {
            let title = "\(["red mug", "blue bowl", "green lamp"][at % 3]) number \(at)"
            // The words of each are its own; nobody needs a picture to be similar.
            _ = try world.store.upsert([SmallWorld.product("q\(at)", title, picture: nil, in: world.folder)])
        }
        try world.publish()
        let retriever = try world.retriever()
        for relation in [Relation.similar, .sameStyle, .duplicate] {
            let whole = try retriever.related(to: Self.id("p0"), relation, limit: 200).results.map(\.product.id)
            var (seen, page): ([ProductID], PageToken?) = ([], nil)
            repeat {
                let answer = try retriever.related(to: Self.id("p0"), relation, limit: 7, page: page)
                seen += answer.results.map(\.product.id)
                page = answer.next
            } while page != nil
            #expect(seen == whole && Set(seen).count == seen.count, "\(relation)")
        }
        let all = try [Relation.similar, .sameStyle].map {
            try retriever.related(to: Self.id("p0"), $0, limit: 200).results.count
        }
        #expect(all.reduce(0, +) == 95)
    }
}
