public import Catalog
import Records
public import Tables

/// Brings a click log into the catalogue.
///
/// A row is rejected, with its line and the reason, that cannot be read, names no product, has an event, a time or a
/// position that is none, or has neither a session nor a user and a time. A click on a product that the catalogue does
/// not have is kept, since the product may come later; the pair sampler passes it over. A click that is there already
/// is `unchanged`.
public struct ClickImport: Sendable {
    private let store: CatalogStore
    private let preset: ImportPreset
    private let mapping: ColumnMapping
    private let knownProductsOnly: Bool
    private let batch: Int

    /// - Parameters:
    ///   - knownProductsOnly: Reject clicks on products that the catalogue does not have.
    ///   - batch: Rows a transaction; many, since each writes most pages of the index of clicks again.
    public init(
        store: CatalogStore, preset: ImportPreset = .generic, mapping: ColumnMapping = .init(),
        knownProductsOnly: Bool = false, batch: Int = 16384
    ) {
        precondition(batch > 0, "a batch holds at least one row")
        self.store = store
        self.preset = preset
        self.mapping = mapping
        self.knownProductsOnly = knownProductsOnly
        self.batch = batch
    }

    /// Imports `file`, or goes on with its import where that was cut off; the parameters are `CatalogImport.run`'s.
    ///
    /// - Throws: `IntakeError`, `TableError`, `CatalogError`.
    public func run(
        file: String, format: TableFormat? = nil, rejects: String, progress: (ImportProgress) -> Void = { _ in },
        isCancelled: () -> Bool = { false }
    ) throws -> ImportSummary {
        guard let format = format ?? TableFormat(path: file) else { throw IntakeError.unknownFormat(path: file) }
        let columns = try TableReader(path: file, format: format).columns
        let reading = try ClickReading(preset: preset, mapping: mapping, columns: columns, format: format)
        let settings = [preset.name, "\(knownProductsOnly)"] + mapping.entries.map { "\($0.field)=\($0.column)" }
        let run = try ImportRun(
            store: store, kind: "clicks", file: file, format: format, settings: settings, rejects: rejects)
        run.idOf = reading.id
        while !run.atEnd {
            if isCancelled() { return run.summary }
            try step(run, reading)
            progress(run.progress)
        }
        return run.summary
    }

    private func step(_ run: ImportRun, _ reading: ClickReading) throws {
        var clicks: [Click] = []
        var lines: [Int] = []
        for row in try run.nextRows(batch) {
            do throws(ClickReading.Rejection) {
                clicks.append(try reading.click(row))
                lines.append(row.line)
            } catch { run.reject(row, error.reason) }
        }
        if knownProductsOnly {
            let known = try store.known(clicks.map(\.product))
            for (line, click) in zip(lines, clicks) where !known.contains(click.product) {
                run.reject(line: line, id: click.product.text, "unknown product")
            }
            clicks.removeAll { !known.contains($0.product) }
        }
        try store.add(clicks: clicks) { outcomes in
            let added = outcomes.count { $0 == .added }
            return try run.settle(imported: added, updated: 0, unchanged: outcomes.count - added)
        }
        run.committed()
    }
}
