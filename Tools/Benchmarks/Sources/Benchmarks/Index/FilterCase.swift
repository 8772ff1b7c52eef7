import Foundation
import Neighbors

/// A filter of a benchmark: which share of the rows passes, and whether they lie anywhere or together.
struct FilterCase {
    enum Shape: String, CaseIterable {
        /// Each row passes by chance.
        case random
        /// Whole neighbourhoods pass, so that most queries lie far from all that does: a brand, a category.
        case together
    }

    let shape: Shape
    let share: Double

    static let shares = [0.5, 0.1, 0.01, 0.001, 0.0001]

    /// The rows that pass, one at least. `places` tells of each row which neighbourhood it is in.
    func filter(_ count: Int, places: [Int], seed: UInt64) -> RowFilter {
        let wanted = max(1, Int((share * Double(count)).rounded()))
        var noise = SeededNoise(seed: seed)
        var order = Array(0..<count)
        switch shape {
        case .random:
            for at in 0..<wanted { order.swapAt(at, at + Int(noise.word() % UInt64(count - at))) }
        case .together:
            let first = (0..<((places.max() ?? 0) + 1)).map { _ in noise.word() }
            order.sort { (first[places[$0]], $0) < (first[places[$1]], $1) }
        }
        return RowFilter(count: count, rows: order.prefix(wanted))
    }

    /// Neighbourhoods by the nearest of 256 rows.
    static func places(_ vectors: [Float], dimension: Int) throws -> [Int] {
        let count = vectors.count / dimension
        let centres = (0..<min(256, count)).flatMap { at -> ArraySlice<Float> in
            let row = at * count / min(256, count)
            return vectors[(row * dimension)..<((row + 1) * dimension)]
        }
        let index = try ExactIndex(centres, dimension: dimension)
        var places: [Int] = []
        for first in stride(from: 0, to: count, by: 4096) {
            let part = vectors[(first * dimension)..<(min(count, first + 4096) * dimension)]
            places += try index.search(Array(part), limit: 1).map { $0[0].row }
        }
        return places
    }

    /// A bit for each row, the first in the lowest, as every engine reads it.
    static func bytes(_ filter: RowFilter) -> Data {
        let bytes = filter.words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        return Data(bytes.prefix((filter.count + 7) / 8))
    }
}
