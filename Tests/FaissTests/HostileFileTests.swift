import Faiss
import Foundation
import Neighbors
import TestSupport
import Testing

@Suite struct HostileFileTests {
    private static let dimension = Clusters.dimension

    /// 600 rows with some that are the same, as a file.
    private func file(_ kind: IndexPlan.Kind, _ folder: ScratchFolder) throws -> [UInt8] {
        let rows = Array(Clusters.vectors.prefix(500 * Self.dimension)) + Clusters.vectors.prefix(100 * Self.dimension)
        let path = folder.path("whole")
        var settings = Clusters.settings(kind)
        settings.links = 4
        try settings.build(rows, dimension: Self.dimension).write(to: path)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    @Test(arguments: Clusters.kinds)
    func aBrokenFileIsNeverAnIndex(kind: IndexPlan.Kind) throws {
        let folder = try ScratchFolder()
        let whole = try file(kind, folder)
        for cut in [0, 7, 20, 63, 64, 300, whole.count / 2, whole.count - 1] {
            #expect(throws: NeighborError.self) { try FaissIndexing().open(folder.write(whole.prefix(cut), to: "cut")) }
        }
        for at in Array(0..<320) + Array(stride(from: 320, to: whole.count, by: 197)) {
            var flipped = whole
            flipped[at] ^= 0x10
            #expect(throws: NeighborError.self) { try FaissIndexing().open(folder.write(flipped, to: "flipped")) }
        }
        #expect(throws: NeighborError.self) { try FaissIndexing().open(folder.path("none")) }
    }

    @Test func aFileOfTheFirstVersionIsToBeBuiltAgain() throws {
        let folder = try ScratchFolder()
        let header = Array("SSNI".utf8) + [1, 0, 0, 0, 2, 0, 0, 0]
        let path = try folder.write(header + [UInt8](repeating: 0, count: 28), to: "old")
        #expect(throws: NeighborError.damaged(path: path, reason: "its version is 1, not 2")) {
            try FaissIndexing().open(path)
        }
    }

    /// Whoever knows the checksum may write anything: it is refused, or it is an index that answers something.
    @Test(arguments: Clusters.kinds)
    func nothingThatAFileHoldsLeadsASearchAstray(kind: IndexPlan.Kind) throws {
        let folder = try ScratchFolder()
        _ = try file(kind, folder)
        let whole = try IndexFile(contentsOf: folder.path("whole"))
        let sections = (0..<whole.sectionCount).map { [UInt8](whole.section($0)) }
        let queries = Array(Clusters.queries.prefix(3 * Self.dimension))
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var opened = 0
        for round in 0..<3000 {
            var changed = sections
            // Rows and codes are numbers and lead nowhere: mostly the others.
            let number = round % 8 == 0 ? next(sections.count) : [0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][next(11)]
            guard !changed[number].isEmpty else { continue }
            for _ in 0...next(3) {
                let at = next(changed[number].count)
                switch next(4) {
                case 0: changed[number][at] ^= 1 << UInt8(next(8))
                case 1: changed[number][at] = UInt8(next(256))
                case 2: for byte in at..<min(at + 4, changed[number].count) { changed[number][byte] = 255 }
                default: changed[number].removeLast(min(changed[number].count - 1, [1, 4, 8, 64][next(4)]))
                }
            }
            let path = folder.path("changed")
            try write(changed, whole, to: path)
            guard let index = try? FaissIndexing().open(path) else { continue }
            opened += 1
            let filter = RowFilter(count: index.count, rows: stride(from: 0, to: index.count, by: 2))
            for filter in [nil, filter] {
                let found = try index.search(queries, limit: 20, among: filter)
                #expect(found.allSatisfy { $0.allSatisfy { $0.row < index.count } })
            }
            if round % 10 == 0 {
                _ = try? Clusters.settings(kind).extend(index, with: Array(Clusters.queries.prefix(32 * 40)))
            }
        }
        #expect(opened > 0 && opened < 3000)
    }

    private func write(_ sections: [[UInt8]], _ file: IndexFile, to path: String) throws {
        let parts = sections.map { bytes in
            let part = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
            part.copyBytes(from: bytes)
            return part
        }
        defer { parts.forEach { $0.deallocate() } }
        try IndexFile.write(
            to: path, kind: file.kind, dimension: file.dimension, count: file.count,
            sections: parts.map { UnsafeRawBufferPointer($0) })
    }
}
