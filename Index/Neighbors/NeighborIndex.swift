/// Vectors that are searched while they change: the seam behind which a vector database may stand in place of the index
/// in this process.
///
/// Said once for every such index: a row's number is given once. What changes is written as a new row, and the row of
/// before is deleted at the same moment, so a search at an earlier moment still sees what was there then. Moments are
/// numbers that the writer counts up (a database's timestamps); several indexes that are written at one moment are
/// searched at one moment together.
public protocol NeighborIndex: Sendable {
    var dimension: Int { get }

    /// Puts `vectors` (rows.count, dimension) in under numbers that were never used and are higher than all before, and
    /// takes the rows `replaced` away: a search at `moment` or later sees both, one at an earlier moment neither.
    func upsert(_ vectors: [Float], at rows: [Int], replacing replaced: [Int], _ moment: Moment) throws(NeighborError)

    /// Takes rows away, for searches at `moment` or later; those that are not there are passed over.
    func delete(_ rows: [Int], _ moment: Moment)

    /// The nearest rows to each of `queries` (n, dimension), at most `limit` each, among those that a filter holds, as they
    /// were at `moment`. A filter says nothing of rows beyond its count: they are left out.
    func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?, at moment: Moment
    ) throws(NeighborError) -> [[Neighbor]]

    /// The vector of a row, as it was given; nil where there never was one.
    func vector(_ row: Int) -> [Float]?
}

/// When something was written: everything up to a moment is seen by a search at that moment.
public struct Moment: Hashable, Comparable, Sendable {
    public let number: UInt64

    public init(_ number: UInt64) { self.number = number }

    /// Before anything was written.
    public static let start = Moment(0)
    /// After everything that will ever be written.
    static let never = Moment(.max)

    public var next: Moment { Moment(number + 1) }

    public static func < (a: Moment, b: Moment) -> Bool { a.number < b.number }
}
