import CKernels
import Testing

/// The kernels of exact search against their plain twins.
@Suite struct ScanKernelTests {
    /// Sums in another order round differently.
    private static let tolerance: Float = 1e-4

    private static func numbers(_ count: Int) -> [Float] { (0..<count).map { Float(($0 * 7919) % 1009) / 505 - 1 } }

    @Test(arguments: [1, 7, 8, 15, 16, 17, 48, 100], [1, 2, 3, 4, 5, 30])
    func rowsScoreAsTheyDoPlainly(dimension: Int, count: Int) {
        let (query, rows) = (Self.numbers(dimension), Self.numbers(40 * dimension))
        let places = (0..<count).map { UInt32(($0 * 17) % 40) }
        var (quick, plain) = ([Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count))
        ck_scan(query, rows, nil, &quick, count, dimension)
        ck_scan_plain(query, rows, nil, &plain, count, dimension)
        for (one, other) in zip(quick, plain) { #expect(abs(one - other) < Self.tolerance) }
        let line = quick
        ck_scan(query, rows, places, &quick, count, dimension)
        ck_scan_plain(query, rows, places, &plain, count, dimension)
        for (one, other) in zip(quick, plain) { #expect(abs(one - other) < Self.tolerance) }
        // What a row scores does not depend on where it stands.
        for (at, place) in places.enumerated() where Int(place) < count { #expect(quick[at] == line[Int(place)]) }
    }

    @Test(arguments: [16, 32])
    func thoseThatPassTheirBarsAreNamed(columns: Int) {
        let rows = 9
        var scores = Self.numbers(rows * columns)
        scores[3] = .nan
        var bars = (0..<columns).map { Float($0) / 20 - 0.5 }
        (bars[0], bars[1], bars[2]) = (.nan, -.infinity, scores[2])
        var (quick, plain) = (
            [UInt32](repeating: 0, count: rows * columns + 1), [UInt32](repeating: 0, count: rows * columns + 1)
        )
        let found = ck_passing(scores, bars, &quick, rows, columns)
        #expect(found == ck_passing_plain(scores, bars, &plain, rows, columns))
        let right = (0..<(rows * columns)).filter { scores[$0] >= bars[$0 % columns] }.map(UInt32.init)
        #expect(Array(quick.prefix(found)) == right && Array(plain.prefix(found)) == right)
    }
}
