import Foundation
import Records
import TestSupport
import Testing

@testable import Retrieval

@Suite struct JournalTests {
    private let folder: ScratchFolder
    private let manifest = IndexSnapshot.Manifest(
        model: "m", fingerprint: "f", dimension: 3, count: 0, revision: 0, kind: "exact", built: 0)

    init() throws { folder = try ScratchFolder() }

    private var journal: VectorJournal { VectorJournal(folder.url.appending(path: "journal")) }

    private func record(_ name: String, _ revision: Int64, _ value: Float = 1) throws -> JournalRecord {
        JournalRecord(
            id: try #require(ProductID(name)), revision: revision, content: ContentKey(bits: UInt64(revision)),
            vectors: ProductVectors(
                i: nil, t: [value, 0, 1], m: [0, value, 0], further: [nil, [1, 2, value]]))
    }

    private func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.url.appending(path: "journal"), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    @Test func whatIsKeptIsReadBackTheLastOfAProduct() throws {
        let first = journal
        try first.append([try record("a", 1), try record("é", 2)], manifest)
        try first.append([try record("a", 3, 7)], manifest)
        let (latest, lost) = journal.records(of: manifest)
        #expect(lost == 0 && latest.count == 2)
        #expect(latest[try #require(ProductID("a"))] == (try record("a", 3, 7)))
        #expect(latest[try #require(ProductID("é"))] == (try record("é", 2)))
    }

    @Test func ofAnotherModelNothingIsRead() throws {
        try journal.append([try record("a", 1)], manifest)
        var other = manifest
        other.fingerprint = "g"
        #expect(journal.records(of: other).latest.isEmpty)
        let both = journal
        try both.append([try record("b", 2)], other)
        try both.append([try record("c", 3)], manifest)
        #expect(journal.records(of: manifest).latest.keys.map(\.text).sorted() == ["a", "c"])
    }

    @Test func aRecordThatIsCutOffIsCountedAndTheOnesBeforeItAreKept() throws {
        try journal.append([try record("a", 1), try record("b", 2)], manifest)
        let file = try #require(try files().first)
        let bytes = try Data(contentsOf: file)
        for length in (24..<bytes.count) {
            try bytes.prefix(length).write(to: file)
            let (latest, lost) = journal.records(of: manifest)
            #expect(latest.count <= 1 && lost == length - 24 - (latest.count * (bytes.count - 24) / 2))
        }
    }

    @Test func whateverByteIsAlteredNoWrongRecordIsRead() throws {
        let right = [try record("a", 1), try record("b", 2)]
        try journal.append(right, manifest)
        let file = try #require(try files().first)
        let bytes = try Data(contentsOf: file)
        for at in bytes.indices {
            var altered = bytes
            altered[at] ^= 0x21
            try altered.write(to: file)
            #expect(journal.records(of: manifest).latest.values.allSatisfy(right.contains))
        }
    }

    @Test func numbersThatAreNoneAreNoRecord() throws {
        try journal.append([try record("a", 1, .nan)], manifest)
        #expect(journal.records(of: manifest).latest.isEmpty)
    }

    @Test func aTurnedJournalLosesWhatLiesBeforeAndNothingElse() throws {
        let journal = journal
        try journal.append([try record("a", 1)], manifest)
        let below = journal.turn()
        try journal.append([try record("b", 2)], manifest)
        journal.remove(below: below)
        #expect(journal.records(of: manifest).latest.keys.map(\.text) == ["b"])
        try journal.append([try record("c", 3)], manifest)
        #expect(journal.records(of: manifest).latest.count == 2)
    }
}
