import Neighbors
import Records

/// What is known of the rows of a living snapshot. Those of later moments than `moment` are being written and are not looked
/// at.
struct LivingState: Sendable {
    private let frozen: IndexSnapshot
    var moment = Moment.start
    /// The rows after the frozen ones.
    private(set) var fresh: [FreshProduct] = []
    /// What filters see of the fresh rows, `facetRows` in each; the last few rows are in none yet.
    private(set) var facets: [FacetColumns] = []
    /// So many fresh rows are put into columns together: rows one by one cost a filter a microsecond each.
    static let facetRows = 512
    /// When fresh rows went.
    private var died: [Moment?] = []
    /// The last fresh row of a product.
    private var last: [ProductID: Int] = [:]
    /// When frozen rows went.
    private(set) var gone: [Int: Moment] = [:]
    /// The revisions at which products went, so that an older change does not bring them back.
    private(set) var removed: [ProductID: Int64] = [:]
    /// For the gallery's rows after the frozen ones, the product's row.
    private(set) var owners: [Int] = []
    /// How many products there are.
    private(set) var count: Int

    init(_ frozen: IndexSnapshot) {
        self.frozen = frozen
        count = frozen.count
    }

    private var frozenRows: Int { frozen.products.count }
    private var frozenPictures: Int { frozen.gallery?.owners.count ?? 0 }
    var rowCount: Int { frozenRows + fresh.count }
    var pictureCount: Int { frozenPictures + owners.count }

    func product(_ row: Int) -> ProductID { row < frozenRows ? frozen.products[row] : fresh[row - frozenRows].id }

    func owner(ofPicture row: Int) -> Int {
        row < frozenPictures ? Int(frozen.gallery?.owners[row] ?? 0) : owners[row - frozenPictures]
    }

    /// Nil for a frozen row.
    func fresh(_ row: Int) -> FreshProduct? { row < frozenRows ? nil : fresh[row - frozenRows] }

    /// Whether a row is in use at a moment.
    func isAlive(_ row: Int, at moment: Moment) -> Bool {
        guard row >= frozenRows else {
            return frozen.alive?.contains(row) ?? true && gone[row].map { moment < $0 } ?? true
        }
        let at = row - frozenRows
        return fresh[at].born <= moment && died[at].map { moment < $0 } ?? true
    }

    /// The row of a product that is in use at a moment.
    func row(of product: ProductID, at moment: Moment) -> Int? {
        var next = last[product]
        while let row = next {
            let here = fresh[row - frozenRows]
            if here.born <= moment { return isAlive(row, at: moment) ? row : nil }
            next = here.previous
        }
        return frozen.row(of: product).flatMap { isAlive($0, at: moment) ? $0 : nil }
    }

    /// Whether a change of a product is in already, or a later one. The snapshot has all up to its own revision.
    func knows(_ product: ProductID, at revision: Int64) -> Bool {
        revision <= frozen.manifest.revision || removed[product].map { revision <= $0 } ?? false
            || last[product].map { revision <= fresh[$0 - frozenRows].revision } ?? false
    }

    /// The fresh rows that are enough for columns and in none yet.
    var withoutFacets: [[FreshProduct]] {
        (facets.count..<(fresh.count / Self.facetRows)).map { block in
            Array(fresh[(block * Self.facetRows)..<((block + 1) * Self.facetRows)])
        }
    }

    mutating func add(_ columns: [FacetColumns]) { facets += columns }

    /// Adds those of some fresh rows that a filter holds.
    func put(_ filter: Filter, of rows: Range<Int>, into held: inout RowFilter) {
        var row = rows.lowerBound
        while row < rows.upperBound {
            let at = row - frozenRows
            let block = at / Self.facetRows
            if at % Self.facetRows == 0, block < facets.count, row + Self.facetRows <= rows.upperBound {
                for found in facets[block].rows(satisfying: filter).rows { held.insert(row + found) }
                row += Self.facetRows
            } else {
                if filter.holds(for: fresh[at].facets) { held.insert(row) }
                row += 1
            }
        }
    }

    /// Counts those of some rows that are fresh.
    ///
    /// - Parameter rows: Over all rows, or the first ones.
    func count(_ rows: RowFilter, in tally: inout FacetTally) {
        let end = min(rowCount, rows.count)
        for (block, columns) in facets.enumerated() {
            let first = frozenRows + block * Self.facetRows
            let held = (0..<Self.facetRows).filter { first + $0 < end && rows.contains(first + $0) }
            if !held.isEmpty { tally.add(columns, among: RowFilter(count: Self.facetRows, rows: held)) }
        }
        for row in stride(from: frozenRows + facets.count * Self.facetRows, to: end, by: 1) where rows.contains(row) {
            tally.add(fresh[row - frozenRows].facets)
        }
    }

    /// Notes a product that came.
    ///
    /// - Returns: Its row, and the first of its further pictures.
    mutating func insert(_ arrival: Arrival, _ moment: Moment) -> (row: Int, picture: Int) {
        let (row, picture) = (rowCount, pictureCount)
        fresh.append(FreshProduct(arrival, moment, gallery: picture, previous: last[arrival.id]))
        died.append(nil)
        last[arrival.id] = row
        removed[arrival.id] = nil
        owners += repeatElement(row, count: fresh[fresh.count - 1].numbers.count)
        count += 1
        return (row, picture)
    }

    /// Notes that a product went; a change of an earlier revision does not bring it back.
    ///
    /// - Returns: Its row and those of its further pictures; nil where there was none.
    mutating func remove(_ id: ProductID, _ moment: Moment, revision: Int64? = nil) -> (row: Int, pictures: Range<Int>)?
    {
        if let revision { removed[id] = revision }
        guard let row = row(of: id, at: moment) else { return nil }
        count -= 1
        if let here = fresh(row) {
            died[row - frozenRows] = moment
            return (row, here.gallery)
        }
        gone[row] = moment
        return (row, frozen.gallery?.rows(of: row) ?? 0..<0)
    }
}
