import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

struct KeptAnswerTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        store = try CatalogStore(path: scratch.path + "/catalog.sqlite")
    }

    private func answer(_ key: String, owner: String = "shop", time: Int64 = 1000, size: Int = 3) -> KeptAnswer {
        KeptAnswer(
            owner: owner, key: key, request: [1, 2], status: 200, type: "text/plain",
            body: Array(repeating: 7, count: size), time: time)
    }

    private func product(_ id: String) throws -> StoredProduct {
        StoredProduct(product: Product(id: try #require(ProductID(id)), title: "t"))
    }

    private func rows() throws -> (count: Int, bytes: Int64, counted: Int64) {
        try store.reading { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM kept_answer") ?? -1,
                try Int64.fetchOne(db, sql: "SELECT sum(size) FROM kept_answer") ?? 0,
                try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'kept_bytes'") ?? -1
            )
        }
    }

    @Test func anAnswerIsKeptWithItsWriteAndOnDisk() throws {
        let a = try product("a")
        #expect(try store.upsert([a]) { _ in answer("1") } == [.imported])
        var nothing = answer("2")
        (nothing.type, nothing.body) = (nil, [])
        #expect(try store.delete([a.id]) { $0 == 1 ? nothing : nil } == 1)
        let click = Click(session: "s", product: a.id)
        #expect(try store.add(clicks: [click]) { $0 == [.added] ? answer("3", owner: "") : nil } == [.added])
        let again = try CatalogStore(path: store.path)
        #expect(try again.keptAnswer(owner: "shop", key: "1", now: 1000) == answer("1"))
        #expect(try again.keptAnswer(owner: "shop", key: "2", now: 1000) == nothing)
        #expect(try again.keptAnswer(owner: "", key: "3", now: 1000) == answer("3", owner: ""))
        #expect(try again.keptAnswer(owner: "shop", key: "3", now: 1000) == nil)
    }

    @Test func aKeyThatIsTakenUndoesTheWrite() throws {
        try store.upsert([try product("a")]) { _ in answer("1") }
        #expect(throws: KeyTaken()) { try store.upsert([try product("b")]) { _ in answer("1") } }
        #expect(throws: KeyTaken()) { try store.delete([try product("a").id]) { _ in answer("1") } }
        #expect(throws: KeyTaken()) {
            try store.add(clicks: [Click(session: "s", product: try product("a").id)]) { _ in answer("1") }
        }
        #expect(try store.count() == 1 && store.clickCount() == 0)
        // Another owner's is another key.
        #expect(try store.upsert([try product("b")]) { _ in answer("1", owner: "other") } == [.imported])
    }

    @Test func anAnswerThatFailsUndoesTheWrite() throws {
        struct Failure: Error {}
        #expect(throws: Failure.self) { try store.upsert([try product("a")]) { _ in throw Failure() } }
        #expect(try store.count() == 0)
    }

    @Test func afterADayAnAnswerIsForgotten() throws {
        let day = KeptAnswer.lifetime
        try store.upsert([]) { _ in answer("1") }
        #expect(try store.keptAnswer(owner: "shop", key: "1", now: 1000 + day - 1) != nil)
        #expect(try store.keptAnswer(owner: "shop", key: "1", now: 1000 + day) == nil)
        try store.upsert([]) { _ in answer("2", time: 1000 + day - 1) }
        #expect(try rows().count == 2)
        // Its key may be used again, and what is old goes.
        try store.upsert([]) { _ in answer("1", time: 1000 + day) }
        #expect(try rows().count == 2 && rows().bytes == rows().counted)
        #expect(try store.keptAnswer(owner: "shop", key: "1", now: 1000 + day)?.time == 1000 + day)
    }

    @Test func theOldestGoWhereAllOfThemWouldTakeTooMuch() throws {
        // As if much were kept already: to keep it would take its time.
        let most = KeptAnswer.mostBytes
        try store.upsert([]) { _ in answer("1") }
        try store.upsert([]) { _ in answer("2") }
        try store.writing { db in
            try db.execute(sql: "UPDATE kept_answer SET size = ? WHERE key = '1'", arguments: [most - 300])
            try db.execute(
                sql: "UPDATE counter SET value = (SELECT sum(size) FROM kept_answer) WHERE name = 'kept_bytes'")
        }
        try store.upsert([]) { _ in answer("3") }
        #expect(try store.keptAnswer(owner: "shop", key: "1", now: 1000) == nil)
        #expect(try store.keptAnswer(owner: "shop", key: "2", now: 1000) != nil)
        #expect(try store.keptAnswer(owner: "shop", key: "3", now: 1000) != nil)
        #expect(try rows().count == 2 && rows().bytes == rows().counted)
    }

    @Test func anAnswerIsCorrectedWhereItIsStillKept() throws {
        try store.upsert([]) { _ in answer("1") }
        try store.correct(answer("1", size: 5))
        try store.correct(answer("2", size: 5))
        #expect(try store.keptAnswer(owner: "shop", key: "1", now: 1000)?.body.count == 5)
        #expect(try rows().count == 1)
    }
}
