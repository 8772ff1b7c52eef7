import Dispatch
public import Foundation
import Records
import Synchronization
import Tables

extension DemoMarketplace {
    /// Writes `products.csv`, `clicks.csv` and the folder `pictures` into `folder`, over what was there; and of
    /// `labelledPairs` which are duplicates, `duplicates.csv`, and which of one style, `same-styles.csv`.
    ///
    /// - Parameter progress: Told now and then, on the caller's thread, how many pictures of how many are written.
    /// - Throws: `DemoError` where the folder takes no file, and what `progress` throws, to stop early.
    @discardableResult
    public func write(
        to folder: URL, clicks: DemoClickLog, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
    ) throws -> DemoFiles {
        let files = DemoFiles(
            products: folder.appending(path: "products.csv").path, clicks: folder.appending(path: "clicks.csv").path,
            images: folder.path)
        let pictures = folder.appending(path: "pictures")
        do {
            try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        } catch { throw DemoError.unwritable(path: pictures.path, reason: error.localizedDescription) }
        let table = ProductTable(listings.map(\.product))
        try Self.write(table.rows, under: table.header, to: files.products)
        try Self.write(clicks.clicks.map(ClickTable.row), under: ClickTable.header, to: files.clicks)
        let pairs = labelledPairs
        for (name, isSame) in [("duplicates.csv", \LabelledPair.isDuplicate), ("same-styles.csv", \.isSameStyle)] {
            let rows = pairs.map { [$0.a.text, $0.b.text, $0[keyPath: isSame] ? "1" : "0"] }
            try Self.write(rows, under: ["a", "b", "label"], to: folder.appending(path: name).path)
        }
        try writePictures(to: folder, progress)
        return files
    }

    private static func write(_ rows: [[String]], under header: [String], to path: String) throws(DemoError) {
        do {
            try TableWriter(path: path, header: header).write(rows)
        } catch {
            switch error {
            case .unwritable(let path, let reason): throw .unwritable(path: path, reason: reason)
            default: throw .unwritable(path: path, reason: error.description)
            }
        }
    }

    private func writePictures(to folder: URL, _ progress: (Int, Int) throws -> Void) throws {
        let copies = Dictionary(grouping: listings.filter { $0.copyOf != nil }) { $0.copyOf }
        let originals = listings.filter { $0.copyOf == nil }
        let failure = Mutex<DemoError?>(nil)
        var done = 0
        try progress(0, listings.count)
        for start in stride(from: 0, to: originals.count, by: Self.batch) {
            let batch = originals[start..<min(start + Self.batch, originals.count)]
            DispatchQueue.concurrentPerform(iterations: batch.count) { step in
                let original = batch[start + step]
                for (path, bytes) in self.pictures(of: original, and: copies[original.id] ?? []) {
                    let file = folder.appending(path: path)
                    do {
                        try Data(bytes).write(to: file)
                    } catch {
                        let reason = error.localizedDescription
                        failure.withLock { $0 = .unwritable(path: file.path, reason: reason) }
                    }
                }
            }
            if let failure = failure.withLock({ $0 }) { throw failure }
            done += batch.reduce(0) { $0 + 1 + (copies[$1.id]?.count ?? 0) }
            try progress(done, listings.count)
        }
    }

    /// How many originals are drawn between two words on progress.
    private static let batch = 64
}
