import Foundation
import Records
import Retrieval
import TestSupport
import Testing

/// Bytes of files are hostile until they are parsed.
@Suite struct DamagedFacetsTests {
    /// Opens a file and looks at all that is in it.
    private static func use(_ path: String, _ filters: [Filter]) throws {
        if path.hasSuffix("products") {
            let list = try ProductList(mapping: path)
            for row in 0..<list.count { _ = list.row(of: list[row]) }
        } else {
            let columns = try FacetColumns(mapping: path)
            for filter in filters { _ = columns.rows(satisfying: filter) }
            for field in FacetDraw.fields { _ = columns.counts(of: field, limit: 3) }
        }
    }

    private static func files(_ folder: ScratchFolder, _ draw: inout FacetDraw) throws -> [String] {
        let products = draw.products(40)
        var list = ProductListBuilder()
        for product in products.compactMap({ $0 }) { list.append(product.id) }
        try list.finish().write(to: folder.path("products"))
        try FacetColumns.of(products).write(to: folder.path("facets"))
        return [folder.path("products"), folder.path("facets")]
    }

    @Test func whatIsAlteredIsRefusedOrHarmless() throws {
        let folder = try ScratchFolder()
        var draw = FacetDraw(seed: 4)
        let filters = (0..<30).map { _ in draw.filter() }
        for path in try Self.files(folder, &draw) {
            let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
            var refused = 0
            for _ in 0..<300 {
                var bytes = whole
                // The table and the numbers at the beginning of sections matter most.
                let at = Int.random(in: 0..<min(bytes.count, draw.next() % 2 == 0 ? 2000 : .max), using: &draw)
                bytes[at] = draw.next() % 3 == 0 ? 0xFF : UInt8.random(in: 0...255, using: &draw)
                let altered = folder.path("altered " + URL(filePath: path).lastPathComponent)
                try Data(bytes).write(to: URL(filePath: altered))
                do { try Self.use(altered, filters) } catch let error as RetrievalError {
                    guard case .damagedSnapshot(altered, _) = error else { throw error }
                    refused += 1
                }
            }
            #expect(refused > 30, "\(path)")
        }
    }

    @Test func whatIsCutOffOrForeignIsRefusedByName() throws {
        let folder = try ScratchFolder()
        var draw = FacetDraw(seed: 6)
        let paths = try Self.files(folder, &draw)
        for (path, other) in zip(paths, paths.reversed()) {
            let whole = try Data(contentsOf: URL(filePath: path))
            let short = folder.path("short " + URL(filePath: path).lastPathComponent)
            for size in [0, 1, 63, 64, 100, whole.count / 2, whole.count - 1] {
                try whole.prefix(size).write(to: URL(filePath: short))
                let error = #expect(throws: RetrievalError.self) { try Self.use(short, []) }
                #expect(error?.description.contains(short) ?? false)
            }
            try FileManager.default.removeItem(atPath: short)
            #expect(throws: RetrievalError.self) { try Self.use(short, []) }
            try Data(contentsOf: URL(filePath: other)).write(to: URL(filePath: short))
            #expect(throws: RetrievalError.self) { try Self.use(short, []) }
        }
    }
}
