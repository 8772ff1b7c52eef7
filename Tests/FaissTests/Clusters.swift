import Faiss
import Neighbors
import Testing

/// Unit vectors about centres, as embeddings lie: a graph's usual ground.
enum Clusters {
    static let dimension = 32
    static let vectors = make(25_000, seed: 1)
    static let queries = make(100, seed: 77)
    static let count = vectors.count / dimension

    static let exact = Result { try ExactIndex(vectors, dimension: dimension) }

    static func make(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        func next() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 40) & 0xFFFF) / 32_768 - 1
        }
        var centreState: UInt64 = 5
        let centres = (0..<(300 * dimension)).map { _ -> Float in
            centreState = centreState &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(centreState >> 40) & 0xFFFF) / 32_768 - 1
        }
        return (0..<count).flatMap { _ -> [Float] in
            let centre = Int(abs(next()) * 299)
            let row = (0..<dimension).map { centres[centre * dimension + $0] + 0.6 * next() }
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return row.map { $0 / length }
        }
    }

    /// The share of the right ones that were found, by score: where many are alike, any of them is right.
    static func recall(_ found: [[Neighbor]], _ right: [[Neighbor]], tolerance: Float = 1e-6) -> Double {
        let hits = zip(found, right).reduce(0) { hits, pair in
            guard let last = pair.1.last else { return hits }
            return hits + pair.0.prefix(pair.1.count).count { $0.score >= last.score - tolerance }
        }
        return Double(hits) / Double(right.reduce(0) { $0 + $1.count })
    }

    static func settings(_ kind: IndexPlan.Kind) -> FaissIndexing {
        var settings = FaissIndexing()
        settings.only = kind
        return settings
    }

    /// One index of each kind, built once.
    static let built: [IndexPlan.Kind: Result<any FrozenIndex, any Error>] = Dictionary(
        uniqueKeysWithValues: kinds.map { kind in
            (kind, Result { try settings(kind).build(vectors, dimension: dimension) })
        })
    static let kinds: [IndexPlan.Kind] = [.graph, .graphOfBytes, .lists]
    static func index(_ kind: IndexPlan.Kind) throws -> any FrozenIndex { try #require(built[kind]).get() }
}
