import Audit
import Faiss
import Foundation
import Measures
import Neighbors
import Records

/// One audit of a drawn catalogue, in a process of its own: what it took and how right it was.
struct AuditSize: Codable {
    var listings: Int
    var drawing: Double
    var building: Double
    /// Without the indexes, which a catalogue that is searched has anyway.
    var seconds: Double
    /// Of the whole process, in GiB.
    var peak: Double
    /// How many listings an earlier start had looked at.
    var resumedAt: Int?
    var clusters: Int
    var precision: Double
    var recall: Double
    var bCubedF1: Double
    /// Of an audit of one listing in a thousand that changed: seconds, and how many were looked at.
    var sinceSeconds: Double?
    var sinceSearched: Int?

    /// - Parameter work: Where the audit leaves what it would go on from.
    init(listings count: Int, dimension: Int, since: Bool, work: URL?) throws {
        listings = count
        progress("\(count) listings: drawing")
        let clock = ContinuousClock()
        var start = clock.now
        var drawn = try DrawnListings(count: count, dimension: dimension)
        drawing = (clock.now - start) / .seconds(1)
        start = clock.now
        progress("\(count) listings: indexes")
        let views = try drawn.indexes(dimension: dimension)
        building = (clock.now - start) / .seconds(1)
        let catalogue = AuditedCatalogue(products: drawn.products, image: views[0], text: views[1], joint: views[2])
        start = clock.now
        let run = AuditRun(DuplicateFinder(AuditSettings()), over: catalogue, work: work)
        let outcome = try run.run { told in
            let left = told.secondsLeft.map { ", \(Int($0)) s left" } ?? ""
            progress("\(count) listings: \(told.stage.rawValue) \(told.done) of \(told.total)\(left)")
        }
        seconds = (clock.now - start) / .seconds(1)
        resumedAt = outcome.resumedAt
        if let work { try FileManager.default.removeItem(at: work) }
        clusters = outcome.clusters.count
        var found = Array(drawn.products.indices)
        for cluster in outcome.clusters {
            let rows = cluster.members.compactMap { Int($0.id.text.dropFirst()) }
            for row in rows { found[row] = -cluster.number }
        }
        let agreement = PairPrecision(zip(found, drawn.originals).map { (found: $0, truth: $1) })
        (precision, recall, bCubedF1) = (agreement.precision, agreement.recall, agreement.bCubedF1)
        if since {
            start = clock.now
            let settings = AuditSettings(since: Int64(count - max(1, count / 1000)))
            sinceSearched = try AuditRun(DuplicateFinder(settings), over: catalogue).run().searched
            sinceSeconds = (clock.now - start) / .seconds(1)
        }
        peak = Machine.peak
    }
}

extension DrawnListings {
    /// An index of each view; the vectors themselves are let go of.
    fileprivate mutating func indexes(dimension: Int) throws -> [AuditedCatalogue.View] {
        var views: [AuditedCatalogue.View] = []
        for path in [\DrawnListings.image, \.text, \.joint] {
            var builder = FaissBuilder(dimension: dimension)
            try builder.add(self[keyPath: path])
            self[keyPath: path] = []
            views.append(AuditedCatalogue.View(try builder.finish()))
        }
        return views
    }
}
