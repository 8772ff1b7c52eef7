import Audit
import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Records
import Testing

@testable import Service

/// Audits over HTTP: begun, looked at, stopped and removed.
@Suite(.timeLimit(.minutes(10))) struct AuditingTests {
    private let world: ServiceWorld
    private let server: SameStyleServer

    init() throws {
        world = try ServiceWorld()
        server = try world.server()
    }

    @Test func anAuditIsBegunAndKeptAndItsFilesAreGivenOut() async throws {
        try await server.application.test(.router) { client in
            #expect(try await client.ask(.get, "/v1/audits").text == #"{"audits":[]}"#)
            let begun = try await client.ask(.post, "/v1/audits", "{}")
            #expect(begun.status == 202, "\(begun.text)")
            let id = try #require(try begun.object["id"] as? String)
            #expect(begun.response.headers[.location] == "/v1/audits/\(id)")
            let done = try await client.audited(of: id)
            #expect(done["state"] as? String == "done" && done["listings"] as? Int == 7)
            #expect(done["progress"] is NSNull && done["decided"] as? Int == 0 && (done["clusters"] as? Int ?? 0) > 0)
            let list = try await client.ask(.get, "/v1/audits")
            #expect((try list.object["audits"] as? [[String: Any]])?.map { $0["id"] as? String } == [id])
            let page = try await client.ask(.get, "/v1/audits/\(id)/report")
            #expect(page.response.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.response.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(page.text.hasPrefix("<!DOCTYPE html>") && page.text.hasSuffix("</html>\n"))
            let lines = try await client.ask(.get, "/v1/audits/\(id)/clusters.jsonl")
            #expect(try lines.lines.count == done["clusters"] as? Int)
            #expect(try await client.ask(.get, "/v1/audits/\(id)/pairs.csv").text.hasPrefix("cluster,relation,"))
        }
    }

    @Test func whatWasWrittenAMomentAgoIsInAnAudit() async throws {
        try await server.application.test(.router) { client in
            let image = Data(ServiceWorld.png("p3")).base64EncodedString()
            let body =
                #"{"title":"green lamp","seller":"s1","attributes":{"colour":"red"},"image":"\#(image)"}"#
            #expect(try await client.ask(.put, "/v1/products/new", body).status == 201)
            #expect(try await client.ask(.delete, "/v1/products/p6").status == 204)
            let id = try await client.audited()
            let found = try await client.clusters(id).map(ReviewTests.ids)
            #expect(found.contains(["new", "p3"]), "\(found)")
            #expect(found.allSatisfy { !$0.contains("p6") })
            #expect(try world.store.revision() == server.audits.kept.lastRevision(.duplicate, .all))
        }
    }

    @Test func sinceTheLastOneOnlyWhatChangedIsFound() async throws {
        try await server.application.test(.router) { client in
            _ = try await client.audited()
            let none = try await client.audited(#"{"since":"last"}"#)
            #expect(try await client.clusters(none).isEmpty)
            #expect(
                try await client.ask(.put, "/v1/products/p0", #"{"title":"a red mug","seller":"s0"}"#).status == 200)
            let some = try await client.audited(#"{"since":"last"}"#)
            #expect(try await client.clusters(some).map(ReviewTests.ids).allSatisfy { $0.contains("p0") })
            #expect(try await !client.clusters(some).isEmpty)
        }
    }

    @Test func whileOneRunsAnotherIsRefusedAndNamesItAndNothingOfItIsShown() async throws {
        // One that another process runs.
        let running = try server.audits.kept.begin(AuditSettings())
        try await server.application.test(.router) { client in
            let refused = try await client.ask(.post, "/v1/audits", "{}")
            #expect(refused.status == 409 && refused.problem == "audit-running", "\(refused.text)")
            #expect(refused.detail.contains(running.id.text))
            for path in ["/clusters", "/clusters/1", "/report"] {
                let reply = try await client.ask(.get, "/v1/audits/\(running.id)\(path)")
                #expect(reply.status == 409 && reply.problem == "audit-not-done", "\(reply.text)")
            }
            let kept = try await client.ask(.delete, "/v1/audits/\(running.id)")
            #expect(kept.status == 409 && kept.problem == "audit-elsewhere")
        }
    }

    @Test func oneThatWasKilledIsStoppedAndTheSameGoesOnWithIt() async throws {
        var killed: KeptAudit? = try server.audits.kept.begin(AuditSettings(threshold: 0.7))
        let id = try #require(killed?.id.text)
        killed = nil
        try await server.application.test(.router) { client in
            let stopped = try await client.ask(.get, "/v1/audits/\(id)")
            #expect(try stopped.object["state"] as? String == "stopped")
            #expect(try await client.audited("{}") != id)
            #expect(try await client.audited(#"{"threshold":0.7}"#) == id)
            #expect(try await client.ask(.get, "/v1/audits/\(id)").object["state"] as? String == "done")
        }
    }

    @Test func anAuditIsRemovedOnceAndTheOldestGoByThemselves() async throws {
        var settings = ServiceSettings()
        settings.auditsKept = 2
        // The index of the other world is the other server's.
        try await ServiceWorld().server(settings).application.test(.router) { client in
            var ids: [String] = []
            for _ in 0..<3 { ids.append(try await client.audited()) }
            let list = try await client.ask(.get, "/v1/audits")
            #expect(
                (try list.object["audits"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == [ids[2], ids[1]])
            #expect(try await client.ask(.delete, "/v1/audits/\(ids[2])").status == 204)
            let again = try await client.ask(.delete, "/v1/audits/\(ids[2])")
            #expect(again.status == 404 && again.problem == "unknown-audit")
        }
    }

    @Test func withAKeyAnAuditIsBegunOnce() async throws {
        try await server.application.test(.router) { client in
            let headers: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "k"]
            let first = try await client.ask(.post, "/v1/audits", "{}", headers: headers)
            _ = try await client.audited(of: try #require(try first.object["id"] as? String))
            let again = try await client.ask(.post, "/v1/audits", "{}", headers: headers)
            #expect(again.status == 202 && again.text == first.text)
            #expect(again.response.headers[.location] == first.response.headers[.location])
            #expect(again.response.headers[.location]?.hasPrefix("/v1/audits/") == true)
            #expect(try server.audits.kept.list().count == 1)
        }
    }

    @Test(arguments: [
        (#"{"relation":"same"}"#, "bad-field"), (#"{"within":1}"#, "bad-field"), (#"{"threshold":1.5}"#, "bad-field"),
        (#"{"threshold":"high"}"#, "bad-field"), (#"{"since":"yesterday"}"#, "bad-field"),
        (#"{"neighbours":3}"#, "unknown-field"), ("[", "bad-json"), ("[]", "bad-json"),
    ]) func whatCannotBeBegunIsSaid(body: String, problem: String) async throws {
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/audits", body)
            #expect(reply.status == 400 && reply.problem == problem, "\(reply.text)")
            #expect(try server.audits.kept.list().isEmpty)
        }
    }

    @Test(arguments: [
        "20261126-150312-duplicate", "..", "%2e%2e", "%2E%2E%2Fcatalog.sqlite", "last-duplicate-all.json", "a%00b",
    ]) func anIDThatIsNoneIsNotFound(id: String) async throws {
        try await server.application.test(.router) { client in
            for path in ["", "/clusters", "/clusters/1", "/report", "/clusters.jsonl", "/pairs.csv"] {
                let reply = try await client.ask(.get, "/v1/audits/\(id)\(path)")
                #expect(reply.status == 404, "\(reply.text)")
            }
            #expect(try await client.ask(.delete, "/v1/audits/\(id)").status == 404)
        }
    }

    @Test func withoutAnIndexNothingIsAudited() async throws {
        try await ServiceWorld(publishing: false).server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/audits", "{}")
            #expect(reply.status == 503 && reply.problem == "no-index")
        }
    }

    @Test(arguments: AccessRole.allCases) func aRoleMayWhatItMay(role: AccessRole) async throws {
        var settings = ServiceSettings()
        settings.keys = [AccessKey(name: "me", hash: SHA256.hexadecimal(Array("k".utf8)), role: role)]
        try await world.server(settings).application.test(.router) { client in
            let key: HTTPFields = [.authorization: "Bearer k"]
            #expect(try await client.ask(.get, "/v1/audits").status == 401)
            #expect(try await client.ask(.get, "/v1/audits", headers: key).status == 200)
            #expect(try await client.ask(.get, "/v1/decisions", headers: key).status == 200)
            let writes: [(HTTPRequest.Method, String, String?)] = [
                (.post, "/v1/audits", #"{"relation":1}"#), (.delete, "/v1/audits/x", nil),
                (.post, "/v1/audits/x/decisions", "{}"), (.delete, "/v1/audits/x/decisions?clusters=1", nil),
                (.post, "/v1/audits/x/clusters/1/decision", "{}"), (.delete, "/v1/audits/x/clusters/1/decision", nil),
            ]
            for (method, path, body) in writes {
                let reply = try await client.ask(method, path, body, headers: key)
                #expect((reply.status == 403) == (role == .read), "\(path) \(reply.text)")
            }
        }
    }
}

extension TestClientProtocol {
    /// Begins an audit and waits for its end.
    ///
    /// - Returns: Its id.
    func audited(_ body: String = "{}") async throws -> String {
        let begun = try await ask(.post, "/v1/audits", body)
        let id = try #require(try begun.object["id"] as? String, "\(begun.text)")
        let done = try await audited(of: id)
        #expect(done["state"] as? String == "done", "\(done)")
        return id
    }

    /// An audit once it does not run any more.
    func audited(of id: String) async throws -> [String: Any] {
        while true {
            let audit = try await ask(.get, "/v1/audits/\(id)").object
            if audit["state"] as? String != "running" { return audit }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func clusters(_ id: String, _ parameters: String = "") async throws -> [[String: Any]] {
        let reply = try await ask(.get, "/v1/audits/\(id)/clusters?limit=200\(parameters)")
        return try #require(try reply.object["clusters"] as? [[String: Any]], "\(reply.text)")
    }
}
