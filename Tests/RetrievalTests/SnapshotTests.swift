import Foundation
import Neighbors
import Records
import Retrieval
import TestSupport
import Testing

@Suite struct SnapshotTests {
    @Test func whatHasNotChangedIsNotEncodedAgain() throws {
        let world = try SmallWorld()
        #expect(try world.publish().encoded == 6)
        let before = try world.snapshots.open().snapshot
        #expect(try world.publish().encoded == 0)
        let after = try world.snapshots.open().snapshot
        #expect(Array(after.products) == Array(before.products))
        for view in View.allCases {
            for row in 0..<6 { #expect(after.vector(row, view) == before.vector(row, view)) }
        }
        _ = try world.store.upsert([SmallWorld.product("p2", "changed bowl", picture: 99, in: world.folder)])
        #expect(try world.publish().encoded == 1)
    }

    @Test func aProductWithoutAPictureHasTwoVectors() throws {
        let world = try SmallWorld()
        let snapshot = try world.publish().snapshot
        #expect(snapshot.vectorCount == 17)
        let row = try #require(ProductID("p5").flatMap(snapshot.row(of:)))
        #expect(snapshot.vector(row, .i) == nil && snapshot.vector(row, .t) != nil && snapshot.vector(row, .m) != nil)
    }

    @Test func aHalfWrittenSnapshotIsNeverSeen() throws {
        let world = try SmallWorld()
        try world.publish()
        let name = try #require(world.snapshots.current)
        // What a kill in the middle of the next build leaves behind.
        let half = world.snapshots.url.appending(path: ".123-half")
        try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
        try Data("{".utf8).write(to: half.appending(path: "manifest.json"))
        #expect(try world.snapshots.open().snapshot.products.count == 6)
        #expect(world.snapshots.current == name)
        // It may as well be another process at work; what is a day old is nobody's any more.
        try world.publish()
        #expect(FileManager.default.fileExists(atPath: half.path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -100_000)], ofItemAtPath: half.path)
        try world.publish()
        #expect(!FileManager.default.fileExists(atPath: half.path))
    }

    @Test(arguments: [
        "manifest.json", "products.list", "facets.columns", "contents.keys", "i.index", "i.rows", "t.index", "m.index",
    ])
    func aSnapshotWithABrokenFileIsRefusedByName(file: String) throws {
        let world = try SmallWorld()
        try world.publish()
        let path = world.snapshots.url.appending(path: "\(try #require(world.snapshots.current))/\(file)")
        let whole = try Data(contentsOf: path)
        try whole.prefix(whole.count / 2).write(to: path)
        #expect(throws: RetrievalError.self) { try world.snapshots.open().snapshot }
        try FileManager.default.removeItem(at: path)
        #expect(throws: RetrievalError.self) { try world.snapshots.open().snapshot }
    }

    @Test(arguments: [
        "manifest.json", "products.list", "facets.columns", "contents.keys", "i.index", "i.rows", "t.index", "m.index",
    ])
    func whereTheNewestIsTamperedWithTheOneBeforeIsUsed(file: String) throws {
        let world = try SmallWorld()
        try world.publish()
        let before = try #require(world.snapshots.current)
        // What is written next has a later name.
        Thread.sleep(forTimeInterval: 1.1)
        try world.store.upsert([SmallWorld.product("p7", "a seventh", picture: 99, in: world.folder)])
        try world.publish()
        let folder = world.snapshots.url.appending(path: try #require(world.snapshots.current))
        let path = folder.appending(path: file)
        var bytes = try Data(contentsOf: path)
        bytes[bytes.count / 2] ^= 0x40
        try bytes.write(to: path)
        let opened = try world.snapshots.open()
        #expect(opened.name == before && opened.refused.count == 1)
        #expect("\(opened.refused[0])".contains(file), "\(opened.refused)")
        // And what it lacks is not lost: the catalogue has it.
        let retriever = try world.retriever(writes: true)
        try retriever.follow()
        #expect(retriever.counts.products == 7)
    }

    @Test func withoutAnIndexItIsSaidWhatToDo() throws {
        let world = try SmallWorld()
        #expect(throws: RetrievalError.noIndex(path: world.snapshots.url.path)) { try world.snapshots.open().snapshot }
    }

    @Test func anIndexOfOtherWeightsIsNotSearched() throws {
        let world = try SmallWorld()
        try world.publish()
        let path = world.models.appending(path: "tiny/weights.safetensors")
        var bytes = try Data(contentsOf: path)
        bytes[bytes.count - 2] ^= 1
        try bytes.write(to: path)
        #expect(throws: RetrievalError.self) { try world.retriever() }
    }
}
