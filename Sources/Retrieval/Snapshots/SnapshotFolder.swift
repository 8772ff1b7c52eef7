public import Foundation
public import Neighbors
import Records

/// The folder of index snapshots: each in a folder of its own, and a file `current` that names the one in use.
///
/// A snapshot is written whole beside and renamed; then `current` is replaced by a rename. A reader sees the old one or
/// the new one, whatever happens in between.
public struct SnapshotFolder: Sendable {
    public let url: URL
    private let indexing: any NeighborIndexing

    public init(_ url: URL, _ indexing: any NeighborIndexing) {
        self.url = url
        self.indexing = indexing
    }

    private var pointer: URL { url.appending(path: "current") }

    /// The name of the snapshot in use; nil where none was built.
    public var current: String? {
        guard let text = try? String(contentsOf: pointer, encoding: .utf8) else { return nil }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty || name.contains("/") || name.hasPrefix(".") ? nil : name
    }

    /// Opens the snapshot in use.
    public func open() throws(RetrievalError) -> IndexSnapshot {
        guard let current else { throw .noIndex(path: url.path) }
        let folder = url.appending(path: current)
        func damaged(_ reason: String) -> RetrievalError { .damagedSnapshot(path: folder.path, reason: reason) }
        let manifest: IndexSnapshot.Manifest
        let text: String
        do {
            manifest = try JSONDecoder().decode(
                IndexSnapshot.Manifest.self, from: Data(contentsOf: folder.appending(path: "manifest.json")))
            text = try String(contentsOf: folder.appending(path: "products.txt"), encoding: .utf8)
        } catch { throw damaged("\(error.localizedDescription)") }
        let products = text.split(separator: "\n").compactMap { ProductID(String($0)) }
        guard products.count == manifest.count else {
            throw damaged("it names \(products.count) products instead of \(manifest.count)")
        }
        var indexes: [View: any FrozenIndex] = [:]
        for view in View.allCases {
            let path = folder.appending(path: "\(view.rawValue).index").path
            do { indexes[view] = try indexing.open(path) } catch { throw damaged("\(error)") }
            guard indexes[view]?.count == manifest.count, indexes[view]?.dimension == manifest.dimension else {
                throw damaged("view \(view.rawValue) has other extents than its manifest")
            }
        }
        return IndexSnapshot(manifest: manifest, products: products, indexes: indexes)
    }

    /// Writes a snapshot and puts it in use; older ones but the last are removed.
    public func publish(_ snapshot: IndexSnapshot) throws(RetrievalError) {
        let before = current
        let name = "\(snapshot.manifest.built)-\(UUID().uuidString.prefix(8).lowercased())"
        let (beside, folder) = (url.appending(path: ".\(name)"), url.appending(path: name))
        do {
            let files = FileManager.default
            try files.createDirectory(at: beside, withIntermediateDirectories: true)
            for (view, index) in snapshot.indexes {
                try index.write(to: beside.appending(path: "\(view.rawValue).index").path)
            }
            let ids = snapshot.products.map { $0.text + "\n" }.joined()
            try Data(ids.utf8).write(to: beside.appending(path: "products.txt"))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(snapshot.manifest).write(to: beside.appending(path: "manifest.json"))
            try files.moveItem(at: beside, to: folder)
            try Data("\(name)\n".utf8).write(to: pointer, options: .atomic)
            for other in try files.contentsOfDirectory(atPath: url.path)
            where other != "current" && other != name && other != before && !isFresh(other) {
                try? files.removeItem(at: url.appending(path: other))
            }
        } catch {
            try? FileManager.default.removeItem(at: beside)
            throw .unwritable(path: url.path, reason: "\(error)")
        }
    }

    /// Whether another process may be writing it at this moment; what a killed one left is removed a day later.
    private func isFresh(_ name: String) -> Bool {
        guard name.hasPrefix(".") else { return false }
        let values = try? url.appending(path: name).resourceValues(forKeys: [.contentModificationDateKey])
        return values?.contentModificationDate.map { $0 > Date(timeIntervalSinceNow: -86_400) } ?? false
    }
}
