/// Finds the pictures whose hashes differ in ten of 64 bits or fewer.
///
/// Of four bands of sixteen bits one differs in two bits at most, so the rows whose band is within two bits are all that need
/// to be looked at (multi-index hashing, Norouzi, Punjani & Fleet 2012). What is looked at of one row is bounded: where
/// thousands of pictures are nearly one, those whose bands agree best come first.
struct HashBands: Sendable {
    /// In how many bits two hashes may differ.
    static let farthest = 10
    private static let bands = 4
    private static let values = 1 << 16
    /// So many hashes are looked at for one row,
    private static let mostLooked = 16_384
    /// so many near ones are ranked (each may be met in every band),
    private static let mostFound = 512
    /// and so many of the nearest are given.
    private static let mostGiven = 24

    private let hashes: [UInt64?]
    /// For each band and each value of it where its rows begin (bands, values + 1).
    private let starts: [Int32]
    /// The rows by the value of each band (bands, rows with a hash), ascending where it is the same; and their hashes.
    private let rows: [Int32]
    private let sorted: [UInt64]
    /// The changes of a band, those of fewer bits first.
    private static let changes: [UInt64] = (0..<UInt64(values)).filter { $0.nonzeroBitCount <= farthest / bands }
        .sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }

    init(_ hashes: [UInt64?]) {
        self.hashes = hashes
        let hashed = hashes.indices.filter { hashes[$0] != nil }
        var starts = [Int32](repeating: 0, count: Self.bands * (Self.values + 1))
        var rows = [Int32](repeating: 0, count: Self.bands * hashed.count)
        var sorted = [UInt64](repeating: 0, count: rows.count)
        for band in 0..<Self.bands {
            let base = band * (Self.values + 1)
            for row in hashed { starts[base + Self.value(hashes[row] ?? 0, band) + 1] += 1 }
            for value in 0..<Self.values { starts[base + value + 1] += starts[base + value] }
            var next = Array(starts[base..<(base + Self.values)])
            for row in hashed {
                let value = Self.value(hashes[row] ?? 0, band)
                let place = band * hashed.count + Int(next[value])
                next[value] += 1
                (rows[place], sorted[place]) = (Int32(row), hashes[row] ?? 0)
            }
        }
        (self.starts, self.rows, self.sorted) = (starts, rows, sorted)
    }

    private static func value(_ hash: UInt64, _ band: Int) -> Int { Int(hash >> UInt64(16 * band) & 0xFFFF) }

    /// The rows with a near hash that `isWanted`, the nearest first.
    func near(_ row: Int, where isWanted: (Int32) -> Bool) -> [Int32] {
        guard let hash = hashes[row] else { return [] }
        var (found, looked): ([(distance: Int, row: Int32)], Int) = ([], 0)
        let count = rows.count / Self.bands
        search: for change in Self.changes {
            for band in 0..<Self.bands {
                let place = band * (Self.values + 1) + (Self.value(hash, band) ^ Int(change))
                let start = Int(starts[place])
                let end = min(Int(starts[place + 1]), start + Self.mostLooked - looked)
                for at in start..<end {
                    let other = sorted[band * count + at]
                    let distance = (other ^ hash).nonzeroBitCount
                    guard distance <= Self.farthest else { continue }
                    let partner = rows[band * count + at]
                    if Int(partner) != row, isWanted(partner) { found.append((distance, partner)) }
                    if found.count >= Self.mostFound { break }
                }
                looked += end - start
                if looked >= Self.mostLooked || found.count >= Self.mostFound { break search }
            }
        }
        found.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
        var nearest: [Int32] = []
        // A row may be met in each of the bands.
        for (_, partner) in found where nearest.last != partner {
            nearest.append(partner)
            if nearest.count == Self.mostGiven { break }
        }
        return nearest
    }
}
