import Audit
import Catalog
import Foundation
import Neighbors
import Records
import Testing

/// How long an audit of 22,000 listings with three views of 256 takes; for a release build, when asked for.
@Test(.enabled(if: ProcessInfo.processInfo.environment["SAMESTYLE_BENCH"] != nil))
func aLargeCatalogueIsAuditedInUnderAMinute() throws {
    var state: UInt64 = 1
    func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
    func noise() -> Float { Float(next() % 2001) / 1000 - 1 }
    let (listings, dimension) = (22_000, 256)
    // Every fourth listing is that before it again, from another angle.
    let products = try (0..<listings).map { at -> StoredProduct in
        let style = at % 4 == 3 ? at - 1 : at
        let title = "Thing \(["steel", "oak", "glass"][style % 3]) kind\(style % 977) series \(style)"
        return try Shelf.listing("p\(at)", title, seller: "s\(style % 400)", digest: "d\(at)")
    }
    func view(_ spread: Float) throws -> AuditedCatalogue.View {
        var vectors: [Float] = []
        vectors.reserveCapacity(listings * dimension)
        var last: [Float] = []
        let centres = (0..<300).map { _ in (0..<dimension).map { _ in noise() } }
        for at in 0..<listings {
            let base = at % 4 == 3 ? last : zip(centres[at % 300], (0..<dimension)).map { $0.0 + 0.6 * noise() }
            let vector = at % 4 == 3 ? base.map { $0 + spread * noise() } : base
            last = vector
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            vectors += vector.map { $0 / length }
        }
        return AuditedCatalogue.View(try ExactIndex(vectors, dimension: dimension))
    }
    let catalogue = AuditedCatalogue(
        products: products, image: try view(0.2), text: try view(0.1), joint: try view(0.15))
    for scope in AuditScope.allCases {
        let clock = ContinuousClock()
        let start = clock.now
        var stages: [String] = []
        let found = try DuplicateFinder(AuditSettings(within: scope)).clusters(in: catalogue) { progress in
            if progress.done == 0 { stages.append("\(progress.stage) \(start.duration(to: clock.now))") }
        }
        let took = start.duration(to: clock.now)
        print("audit \(scope): \(found.count) clusters of \(listings / 4) planted, \(took)", stages)
        let right = found.filter { $0.members.count == 2 }.count
        #expect(right > listings / 4 * 95 / 100)
        #expect(took < .seconds(60))
    }
}
