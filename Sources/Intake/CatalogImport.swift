public import Catalog
import Foundation
public import Pictures
public import Tables

/// Brings a file of products into the catalogue.
///
/// A row is rejected, with its line and the reason, that cannot be read, has no id or one that an earlier row had, a
/// price that is no number, a picture file that is missing, broken or outside the folder of pictures, or neither title
/// nor picture. Picture addresses (http, https) are kept and not fetched. Of more pictures than a product may have the
/// first are kept and the others counted. The same file again changes nothing.
public struct CatalogImport: Sendable {
    private let store: CatalogStore
    private let preset: ImportPreset
    private let mapping: ColumnMapping
    private let batch: Int

    /// - Parameter batch: Rows a transaction.
    public init(
        store: CatalogStore, preset: ImportPreset = .generic, mapping: ColumnMapping = .init(), batch: Int = 256
    ) {
        precondition(batch > 0, "a batch holds at least one row")
        self.store = store
        self.preset = preset
        self.mapping = mapping
        self.batch = batch
    }

    /// Imports `file`, or goes on with its import where that was cut off.
    ///
    /// - Parameters:
    ///   - format: Told by the file's extension where nil.
    ///   - images: The folder that picture paths start at and must stay in; the file's own folder where nil (for the
    ///     preset `hm` the folder `images` beside the file).
    ///   - limits: How large a picture may be.
    ///   - rejects: The CSV file to write rejected rows to: line, id, reason.
    ///   - progress: Called after each batch.
    ///   - isCancelled: Asked before each batch.
    /// - Throws: `IntakeError`, `TableError`, `CatalogError`.
    public func run(
        file: String, format: TableFormat? = nil, images: String? = nil, limits: PictureLimits = .init(),
        rejects: String, progress: (ImportProgress) -> Void = { _ in }, isCancelled: () -> Bool = { false }
    ) throws -> ImportSummary {
        guard let format = format ?? TableFormat(path: file) else { throw IntakeError.unknownFormat(path: file) }
        let folder = try folder(images, file)
        let columns = try TableReader(path: file, format: format).columns
        let reading = try ProductReading(preset: preset, mapping: mapping, columns: columns, format: format)
        let settings = [preset.name, folder ?? ""] + mapping.entries.map { "\($0.field)=\($0.column)" }
        let run = try ImportRun(
            store: store, kind: "products", file: file, format: format, settings: settings, rejects: rejects)
        run.idOf = reading.id
        let pictures = PictureOpening(store: store, folder: folder, limits: limits)
        while !run.atEnd {
            if isCancelled() { return run.summary }
            try step(run, reading, pictures)
            progress(run.progress)
        }
        return run.summary
    }

    private func folder(_ images: String?, _ file: String) throws(IntakeError) -> String? {
        if let images {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: images, isDirectory: &isFolder), isFolder.boolValue,
                let folder = RealPath.of(images)
            else { throw .noFolder(path: images) }
            return folder
        }
        let beside = URL(filePath: file).deletingLastPathComponent()
        return RealPath.of(preset.picturesByID ? beside.appending(path: "images").path : beside.path)
    }

    /// One batch: read, open the pictures, store.
    private func step(_ run: ImportRun, _ reading: ProductReading, _ pictures: PictureOpening) throws {
        let drafts = try run.nextRows(batch).compactMap { row -> ProductReading.Draft? in
            do throws(ProductReading.Rejection) { return try reading.draft(row) } catch {
                run.reject(row, error.reason)
                return nil
            }
        }
        let (outcomes, opened) = try pictures.open(drafts)
        var (lines, leftOut): ([Int], [Int]) = ([], [])
        var products: [StoredProduct] = []
        for (draft, outcome) in zip(drafts, outcomes) {
            switch outcome {
            case .failure(let rejection): run.reject(line: draft.line, id: draft.product.id.text, rejection.reason)
            case .success(let found) where draft.product.title.isEmpty && found.images.isEmpty:
                run.reject(line: draft.line, id: draft.product.id.text, "neither title nor picture")
            case .success(let found):
                var product = draft.product
                product.images = found.images
                products.append(StoredProduct(product: product, pictures: found.facts))
                lines.append(draft.line)
                leftOut.append(found.leftOut)
            }
        }
        try store.upsert(products, pictures: opened, importing: run.record.number) { outcomes in
            for (at, outcome) in outcomes.enumerated() where outcome == .repeated && !preset.repeatsProducts {
                run.reject(line: lines[at], id: products[at].id.text, "an earlier row has the same id")
            }
            let repeats = preset.repeatsProducts ? outcomes.count { $0 == .repeated } : 0
            return try run.settle(
                imported: outcomes.count { $0 == .imported }, updated: outcomes.count { $0 == .updated },
                unchanged: outcomes.count { $0 == .unchanged } + repeats,
                picturesLeftOut: zip(outcomes, leftOut).reduce(0) { $1.0 == .repeated ? $0 : $0 + $1.1 })
        }
        run.committed()
    }
}
