import Foundation

/// Vectors as embeddings lie: of unit length, about centres, these about fewer. The same seed draws the same everywhere.
///
/// A row is a centre plus noise whose length is `spread` of the centre's, made of unit length again; sixteen centres lie about
/// a place on the sphere in the same way, at a spread of one. The noise falls off with the fourth root of the dimension's
/// number, as spectra of embeddings do: clouds touch, and neither lists nor graphs have it too easy. At 1.5 and 50,000 x
/// 128, FAISS's graph reaches .98 with 64 held, and its lists with about a fourteenth of them looked at.
struct ClusteredVectors {
    let dimension: Int
    /// Of noise of length one, (dimension).
    private let scales: [Float]
    private let spread: Float
    /// (centres, dimension).
    private var centres: [Float] = []
    private var noise: SeededNoise

    init(dimension: Int, centres count: Int, spread: Float, seed: UInt64) {
        (self.dimension, self.spread) = (dimension, spread)
        let falls = (1...dimension).map { 1 / Float($0).squareRoot().squareRoot() }
        let length = falls.reduce(0) { $0 + $1 * $1 }.squareRoot()
        scales = falls.map { $0 / length }
        noise = SeededNoise(seed: seed)
        let places = max(1, count / 16)
        let drawn = (0..<places).map { _ in Self.unit((0..<dimension).map { _ in noise.next() }) }
        for _ in 0..<count {
            let place = drawn[Int(noise.word() % UInt64(places))]
            centres += Self.unit((0..<dimension).map { place[$0] + scales[$0] * noise.next() })
        }
    }

    /// The next `count` rows (count, dimension).
    mutating func rows(_ count: Int) -> [Float] {
        var rows = [Float](repeating: 0, count: count * dimension)
        for row in 0..<count {
            let centre = Int(noise.word() % UInt64(centres.count / dimension)) * dimension
            var length: Float = 0
            for at in 0..<dimension {
                let value = centres[centre + at] + spread * scales[at] * noise.next()
                rows[row * dimension + at] = value
                length += value * value
            }
            let inverse = 1 / max(length.squareRoot(), .leastNormalMagnitude)
            for at in 0..<dimension { rows[row * dimension + at] *= inverse }
        }
        return rows
    }

    static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / max(length, .leastNormalMagnitude) }
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014), and of its words numbers that are normal enough.
struct SeededNoise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func word() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// Of mean zero and deviation one: four even numbers of sixteen bits in sum.
    mutating func next() -> Float {
        let word = word()
        let sum = (word & 0xffff) + (word >> 16 & 0xffff) + (word >> 32 & 0xffff) + (word >> 48)
        return (Float(sum) / 65_536 - 2) * 1.732_050_8
    }
}
