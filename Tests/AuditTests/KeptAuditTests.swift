import Foundation
import Records
import TestSupport
import Testing

@testable import Audit

struct KeptAuditTests {
    private let scratch: ScratchFolder
    private let kept: KeptAudits

    init() throws {
        scratch = try ScratchFolder()
        kept = KeptAudits(scratch.url.appending(path: "audits"))
    }

    /// An audit of two clusters that is done.
    @discardableResult
    private func done(_ relation: AuditRelation = .duplicate, at time: Double) throws -> AuditID {
        let settings = AuditSettings(relation: relation)
        let audit = try kept.begin(settings, person: "me", now: Date(timeIntervalSince1970: time))
        let finder = DuplicateFinder(settings)
        let clusters = try finder.clusters(
            in: AuditedCatalogue(products: [
                try Shelf.listing("a", "Desk lamp Größe 3", seller: "Möbel AG", digest: "one"),
                try Shelf.listing("b", "Desk lamp Größe 3", digest: "one"),
                try Shelf.listing("c", "Green tea", digest: "tea"), try Shelf.listing("d", "Green tea", digest: "tea"),
                try Shelf.listing("e", "Green tea", digest: "tea"),
            ]))
        let summary = finder.summary(of: clusters, listings: 5, seconds: 1)
        try AuditReport.write(clusters, summary: summary, to: audit.report.path)
        try audit.finish(summary, revision: 7, decided: 1)
        return audit.id
    }

    @Test(arguments: [
        "20261126-150312-duplicate", "20261126-150312-same-style", "20261126-150312-duplicate-2",
        "20261126-150312-same-style-9999",
    ]) func aNameOfAnAuditIsOne(text: String) throws {
        #expect(AuditID(text)?.text == text)
        #expect(try Regex(AuditID.pattern).wholeMatch(in: text) != nil)
    }

    @Test(arguments: [
        "", "..", "../20261126-150312-duplicate", "20261126-150312-duplicate/..", "20261126-150312-other",
        "20261126-150312-duplicate-", "20261126-150312-duplicate-2-3", "20261126-150312-duplicate-10000",
        "2026112-150312-duplicate", "20261126-150312", "20261126-150312-same", "20261126-150312-duplicate\n",
        "20261126-150312-duplicate\0", "２０２６1126-150312-duplicate", "last-duplicate-all.json",
    ]) func whatIsNoNameNeverBecomesAPath(text: String) throws {
        #expect(AuditID(text) == nil)
    }

    @Test func auditsAreListedNewestFirstWithWhatIsKnown() throws {
        let first = try done(at: 1_800_000_000)
        let second = try done(.sameStyle, at: 1_800_000_000)
        let third = try done(at: 1_800_000_000)
        #expect(first.text == "20270115-080000-duplicate")
        #expect(third.text == "20270115-080000-duplicate-2")
        #expect(try kept.list().map(\.id) == [second, third, first])
        let record = try #require(try kept.record(third))
        #expect(record.state == .done && record.created == 1_800_000_000 && record.person == "me")
        #expect(record.revision == 7 && record.decided == 1 && record.figures?.clusters == 2)
    }

    @Test func oneWhoseProcessEndedIsStoppedAndGoesOn() throws {
        let settings = AuditSettings(threshold: 0.9)
        var audit: KeptAudit? = try kept.begin(settings)
        let id = try #require(audit?.id)
        #expect(try kept.record(id)?.state == .running)
        #expect(try kept.resume(id) == nil)
        audit = nil
        #expect(try kept.record(id)?.state == .stopped)
        audit = try kept.resume(id)
        #expect(audit?.settings == settings)
        #expect(try kept.record(id)?.state == .running)
        try audit?.end("it rained")
        #expect(try kept.record(id)?.state == .failed)
        #expect(try kept.record(id)?.reason == "it rained")
        #expect(try kept.resume(id) == nil)
    }

    @Test func theOldestGoAndNoneThatIsRunning() throws {
        let running = try kept.begin(AuditSettings(), now: Date(timeIntervalSince1970: 1_700_000_000))
        let ids = try (0..<4).map { try done(at: 1_800_000_000 + Double($0)) }
        try kept.keep(2)
        try kept.prune()
        #expect(try kept.list().map(\.id) == [ids[3], ids[2], running.id])
    }

    @Test func howManyAreKeptIsKnownToWhoeverRunsTheNext() throws {
        #expect(kept.limit == KeptAudits.most)
        try kept.keep(KeptAudits.most)
        #expect(!FileManager.default.fileExists(atPath: kept.folder.path))
        try kept.keep(37)
        #expect(KeptAudits(kept.folder).limit == 37)
        for (text, limit) in [("{}", 20), ("x", 20), (#"{"audits":-3}"#, 1), (#"{"audits":99999999}"#, 10_000)] {
            try Data(text.utf8).write(to: kept.folder.appending(path: "limit.json"))
            #expect(kept.limit == limit)
        }
        #expect(try kept.list().isEmpty)
    }

    @Test func whatTheLastAuditSawIsKnownByKind() throws {
        #expect(kept.lastRevision(.duplicate, .all) == 0)
        try kept.remember(9, AuditSettings())
        #expect(kept.lastRevision(.duplicate, .all) == 9)
        #expect(kept.lastRevision(.sameStyle, .all) == 0)
        #expect(try kept.list().isEmpty)
    }

    @Test func aCopyHasAllButWhatIsRunning() throws {
        let id = try done(at: 1_800_000_000)
        let running = try kept.begin(AuditSettings())
        try kept.remember(3, AuditSettings())
        let copy = KeptAudits(scratch.url.appending(path: "copy"))
        try kept.copy(to: copy.folder)
        #expect(try copy.list().map(\.id) == [id])
        #expect(try KeptClusters(in: copy.report(id).path).count == 2)
        #expect(copy.lastRevision(.duplicate, .all) == 3)
        #expect(try kept.record(running.id)?.state == .running)
    }

    @Test(arguments: ["", "{}", "[", #"{"id":"../x","state":"done"}"#, String(repeating: " ", count: 2 << 20)])
    func aRecordThatIsNoneIsSaidAndNotListed(text: String) throws {
        let id = try done(at: 1_800_000_000)
        _ = try scratch.write(text, to: "audits/\(id)/audit.json")
        #expect(throws: AuditError.self) { try kept.record(id) }
        #expect(try kept.list().isEmpty)
    }

    @Test func aRecordOfAnotherAuditIsSaid() throws {
        let (one, other) = (try done(at: 1_800_000_000), try done(at: 1_900_000_000))
        let (from, to) = (kept.place(other), kept.place(one))
        try FileManager.default.removeItem(at: to.appending(path: "audit.json"))
        try FileManager.default.copyItem(at: from.appending(path: "audit.json"), to: to.appending(path: "audit.json"))
        #expect(throws: AuditError.self) { try kept.record(one) }
    }

    @Test func aClusterIsReadByItsNumberAndFoundByItsWords() throws {
        let folder = kept.report(try done(at: 1_800_000_000)).path
        let (clusters, all) = (try KeptClusters(in: folder), try AuditReport.clusters(in: folder))
        #expect(clusters.count == 2 && clusters.sizes == all.map(\.members.count))
        for cluster in all { #expect(try clusters.cluster(cluster.number) == cluster) }
        for number in [0, -1, 3, .max, .min] { #expect(try clusters.cluster(number) == nil) }
        func found(_ text: String) throws -> [String] {
            try clusters.numbers(with: text).map { try clusters.cluster($0)?.members.first?.id.text ?? "" }
        }
        #expect(try found("LAMP") == ["a"])
        #expect(try found("grosse mobel") == ["a"] || found("große mobel") == ["a"])
        #expect(try found("tea lamp") == [])
        #expect(try found(" ").count == 2)
        #expect(try found("confidence") == [])
    }

    @Test func clustersThatAreNoneAreSaidWithTheirLine() throws {
        let folder = kept.report(try done(at: 1_800_000_000)).path
        let path = folder + "/clusters.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        for (text, line) in [
            (lines[0] + "\n{}\n", 2), (lines[1] + "\n" + lines[0] + "\n", 1), (lines[0] + "\n\n", 2), ("\0", 1),
            (lines[0].replacing(/"id":"."/, with: #""id":"""#), 1),
        ] {
            try Data(text.utf8).write(to: URL(filePath: path))
            let error = #expect(throws: AuditError.self) { try KeptClusters(in: folder) }
            guard case .damaged(path, line, _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        try Data().write(to: URL(filePath: path))
        #expect(try KeptClusters(in: folder).count == 0)
        #expect(try KeptClusters(in: folder).numbers(with: "a").isEmpty)
    }

    @Test func quietWorkIsDoneOnItsOwnThread() {
        let threads = QuietWork.run { Parallel.map(50) { _ in pthread_equal(pthread_self(), pthread_self()) } }
        #expect(threads.count == 50)
        let mine = UInt(bitPattern: pthread_self().hashValue)
        #expect(
            QuietWork.run { Parallel.map(50) { _ in UInt(bitPattern: pthread_self().hashValue) } }.allSatisfy {
                $0 == mine
            })
    }
}
