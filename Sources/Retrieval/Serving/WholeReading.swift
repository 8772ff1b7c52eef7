public import Catalog
public import Neighbors

/// All that is found at one moment, what came since the snapshot was built too, row by row: for who goes through all of it.
public struct WholeReading: Sendable {
    /// The product of each row.
    public let products: [StoredProduct]
    /// A row for each product; those that lack a view are not in its `present`.
    public let indexes: [View: any FrozenIndex]
    /// For each view the rows that have it; none where all do.
    public let present: [View: RowFilter]
    /// The catalogue's revision up to which every change is in.
    public let revision: Int64
}

extension Retriever {
    /// Takes up what others wrote, where this one may, and gives all that is there then.
    ///
    /// - Parameter isCancelled: Asked now and then; it ends with `CancellationError`.
    public func whole(isCancelled: () -> Bool = { false }) throws -> WholeReading {
        if isWriter, try !follow(isEnough: isCancelled) { throw CancellationError() }
        // The revision is read before the rows: all that it stands for is among them.
        let serving = serving
        let reading = serving.living.reading
        var (rows, products): ([Int], [StoredProduct]) = ([], [])
        let all = reading.rows
        for start in stride(from: 0, to: all.count, by: 1000) {
            if isCancelled() { throw CancellationError() }
            let batch = all[start..<min(all.count, start + 1000)]
            let ids = batch.map { reading.product($0) }
            let stored = Dictionary(
                try store.products(ids).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            // One that was deleted meanwhile is left out.
            for (row, id) in zip(batch, ids) {
                guard let product = stored[id] else { continue }
                rows.append(row)
                products.append(product)
            }
        }
        var (indexes, present): ([View: any FrozenIndex], [View: RowFilter]) = ([:], [:])
        for (view, living) in reading.living.views {
            indexes[view] = ReadIndex(living, at: reading.moment, rows: rows)
            let there = rows.indices.filter { reading.has(rows[$0], view) }
            if there.count < rows.count { present[view] = RowFilter(count: rows.count, rows: there) }
        }
        return WholeReading(products: products, indexes: indexes, present: present, revision: serving.revision)
    }
}
