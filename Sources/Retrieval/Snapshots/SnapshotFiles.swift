import CKernels
import Files
import Foundation
import Neighbors

/// The files of one snapshot: `manifest.json`, and beside it
///
/// - `products.list`, `facets.columns`: which products there are, and what filters see of them;
/// - `contents.keys`: a content key a row (8 bytes); `alive.rows`: a bit a row, where not all are in use;
/// - `i.index`, `t.index`, `m.index`: the vectors; where some rows lack a view, `i.rows` and so on: a bit a row;
/// - `pictures.index`, `pictures.owners`, `pictures.numbers`: further pictures, the rows of their products (4 bytes) and which
///   picture of theirs each is (1 byte), where there are any.
///
/// Numbers are little-endian. The manifest seals every file.
struct SnapshotFiles {
    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ snapshot: IndexSnapshot) throws {
        var names = ["products.list", "contents.keys"]
        try snapshot.products.write(to: path("products.list"))
        try write(snapshot.contents.map(\.bits), to: "contents.keys")
        if let facets = snapshot.facets {
            try facets.write(to: path("facets.columns"))
            names.append("facets.columns")
        }
        if let alive = snapshot.alive {
            try write(alive.words, to: "alive.rows")
            names.append("alive.rows")
        }
        for (view, index) in snapshot.indexes {
            try index.write(to: path("\(view.rawValue).index"))
            names.append("\(view.rawValue).index")
            if let present = snapshot.present(view) {
                try write(present.words, to: "\(view.rawValue).rows")
                names.append("\(view.rawValue).rows")
            }
        }
        if let gallery = snapshot.gallery {
            try gallery.index.write(to: path("pictures.index"))
            try write(gallery.owners, to: "pictures.owners")
            try write(gallery.numbers, to: "pictures.numbers")
            names += ["pictures.index", "pictures.owners", "pictures.numbers"]
        }
        var manifest = snapshot.manifest
        for name in names { manifest.files[name] = try FileSeal(of: path(name), sealsItself: name.hasSuffix(".index")) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try WholeFile.write(try encoder.encode(manifest), to: path("manifest.json"))
    }

    private func write<N: FixedWidthInteger>(_ numbers: [N], to name: String) throws {
        try WholeFile.write(numbers.map(\.littleEndian).withUnsafeBytes { Data($0) }, to: path(name))
    }

    func read(_ indexing: any NeighborIndexing) throws(RetrievalError) -> IndexSnapshot {
        let manifest: IndexSnapshot.Manifest
        do {
            let bytes = try Data(contentsOf: URL(filePath: path("manifest.json")))
            manifest = try JSONDecoder().decode(IndexSnapshot.Manifest.self, from: bytes)
        } catch { throw damaged("manifest.json", "\(error.localizedDescription)") }
        guard manifest.count >= 0, manifest.dimension > 0, manifest.count <= Int(Int32.max) else {
            throw damaged("manifest.json", "it states \(manifest.count) rows of \(manifest.dimension)")
        }
        for (name, seal) in manifest.files.sorted(by: { $0.key < $1.key }) {
            guard !name.contains("/"), !name.hasPrefix(".") else { throw damaged("manifest.json", "it names \(name)") }
            if let fault = seal.fault(at: path(name)) { throw damaged(name, fault) }
        }
        let products = try ProductList(mapping: path("products.list"))
        guard products.count == manifest.count else {
            throw damaged("products.list", "it names \(products.count) products instead of \(manifest.count)")
        }
        let contents: [UInt64] = try numbers("contents.keys", manifest.count)
        let facets = try manifest.files["facets.columns"].map { _ throws(RetrievalError) in
            try FacetColumns(mapping: path("facets.columns"))
        }
        guard facets.map({ $0.count == manifest.count }) ?? true else {
            throw damaged("facets.columns", "it is of other rows than the manifest")
        }
        var indexes: [View: any FrozenIndex] = [:]
        for view in View.allCases { indexes[view] = try index(view, manifest, indexing) }
        return IndexSnapshot(
            manifest: manifest, products: products, indexes: indexes, gallery: try gallery(manifest, indexing),
            alive: try rows("alive.rows", manifest), contents: contents.map(ContentKey.init(bits:)), facets: facets)
    }

    private func index(
        _ view: View, _ manifest: IndexSnapshot.Manifest, _ indexing: any NeighborIndexing
    ) throws(RetrievalError) -> any FrozenIndex {
        let (name, rows) = ("\(view.rawValue).index", "\(view.rawValue).rows")
        guard let present = try self.rows(rows, manifest) else {
            return try open(name, manifest.count, manifest, indexing)
        }
        return PartialIndex(try open(name, present.size, manifest, indexing), present)
    }

    /// Some rows of all; nil where the snapshot has no such file.
    private func rows(_ name: String, _ manifest: IndexSnapshot.Manifest) throws(RetrievalError) -> RowFilter? {
        guard manifest.files[name] != nil else { return nil }
        let words: [UInt64] = try numbers(name, (manifest.count + 63) / 64)
        let rows = RowFilter(count: manifest.count, words: words)
        guard rows.words == words else { throw damaged(name, "it names rows that are not there") }
        return rows
    }

    private func gallery(
        _ manifest: IndexSnapshot.Manifest, _ indexing: any NeighborIndexing
    ) throws(RetrievalError) -> IndexSnapshot.Gallery? {
        guard let seal = manifest.files["pictures.owners"] else { return nil }
        let owners: [Int32] = try numbers("pictures.owners", seal.bytes / 4)
        guard owners.allSatisfy({ $0 >= 0 && Int($0) < manifest.count }), zip(owners, owners.dropFirst()).allSatisfy(<=)
        else { throw damaged("pictures.owners", "it names products that are not there") }
        let pictures: [UInt8] = try numbers("pictures.numbers", owners.count)
        guard !pictures.contains(0) else { throw damaged("pictures.numbers", "it names a main picture") }
        let index = try open("pictures.index", owners.count, manifest, indexing)
        return IndexSnapshot.Gallery(index: index, owners: owners, numbers: pictures)
    }

    private func open(
        _ name: String, _ count: Int, _ manifest: IndexSnapshot.Manifest, _ indexing: any NeighborIndexing
    ) throws(RetrievalError) -> any FrozenIndex {
        let index: any FrozenIndex
        // Only what the manifest seals is looked at.
        guard manifest.files[name] != nil else { throw damaged(name, "the manifest does not name it") }
        do { index = try indexing.open(path(name)) } catch { throw damaged(name, "\(error)") }
        guard index.count == count, index.dimension == manifest.dimension else {
            throw damaged(
                name, "it holds \(index.count) rows of \(index.dimension) and not \(count) of \(manifest.dimension)")
        }
        return index
    }

    private func numbers<N: FixedWidthInteger>(_ name: String, _ count: Int) throws(RetrievalError) -> [N] {
        let file: MappedFile
        do { file = try MappedFile(path: path(name)) } catch { throw damaged(name, error.localizedDescription) }
        guard file.bytes.count == count * MemoryLayout<N>.size else {
            throw damaged(name, "it holds \(file.bytes.count) bytes for \(count) rows")
        }
        return withExtendedLifetime(file) {
            let size = MemoryLayout<N>.size
            return (0..<count).map { N(littleEndian: file.bytes.loadUnaligned(fromByteOffset: $0 * size, as: N.self)) }
        }
    }

    private func damaged(_ name: String, _ reason: String) -> RetrievalError {
        .damagedSnapshot(path: path(name), reason: reason)
    }
}
