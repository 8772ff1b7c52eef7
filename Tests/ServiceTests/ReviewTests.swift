import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Records
import Testing

@testable import Audit
@testable import Service

/// The review of an audit over HTTP: what is shown, decided, undone, and holds afterwards.
@Suite(.timeLimit(.minutes(10))) struct ReviewTests {
    private let world: ServiceWorld
    private let server: SameStyleServer
    private let audit: String

    /// An audit of three clusters: p0 p1 p2, p3 p4, and p5 with one that is gone.
    init() throws {
        world = try ServiceWorld()
        server = try world.server()
        let store = world.store
        var evidence = PairEvidence()
        (evidence.sameBytes, evidence.sameSeller) = (true, false)
        func cluster(_ number: Int, _ ids: [String], _ decision: PairDecision.Verdict? = nil) throws -> DuplicateCluster
        {
            let known = try ids.map { try #require(ProductID($0)) }
            let pairs = known.indices.flatMap { at in known[(at + 1)...].map { (known[at], $0) } }
            return DuplicateCluster(
                number: number, relation: .duplicate, confidence: 1 - Double(number) / 10,
                members: try known.map { id in
                    .init(
                        id: id, title: try stored(id)?.product.title ?? "a Teapot that was", seller: "s\(number)",
                        image: nil)
                },
                pairs: pairs.map { .init(a: $0, b: $1, confidence: 0.98765, evidence: evidence) }, keep: known[0],
                decision: decision)
        }
        func stored(_ id: ProductID) throws -> StoredProduct? { try store.product(id) }
        let clusters = [
            try cluster(1, ["p0", "p1", "p2"]), try cluster(2, ["p3", "p4"]),
            try cluster(3, ["gone", "p5"], .duplicate),
        ]
        let kept = try server.audits.kept.begin(AuditSettings())
        let summary = DuplicateFinder(kept.settings).summary(of: clusters, listings: 7, seconds: 1)
        try AuditReport.write(clusters, summary: summary, to: kept.report.path)
        try kept.finish(summary, revision: try store.revision(), decided: 1)
        audit = "/v1/audits/\(kept.id)"
    }

    static func ids(_ cluster: [String: Any]) -> [String] {
        (cluster["members"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    private func testing(_ test: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        try await server.application.test(.router, test)
    }

    private func page(_ client: any TestClientProtocol, _ parameters: String = "") async throws -> [String: Any] {
        let reply = try await client.ask(.get, "\(audit)/clusters\(parameters)")
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.object
    }

    private func numbers(_ page: [String: Any]) -> [Int] {
        (page["clusters"] as? [[String: Any]] ?? []).compactMap { $0["cluster"] as? Int }
    }

    private func decision(_ client: any TestClientProtocol, _ number: Int) async throws -> String? {
        try await client.ask(.get, "\(audit)/clusters/\(number)").object["decision"] as? String
    }

    @Test func aClusterIsShownWithItsListingsAsTheyAreNow() async throws {
        try await testing { client in
            _ = try await client.ask(.put, "/v1/products/p4", #"{"title":"brass screw","seller":"s7","price":2}"#)
            let cluster = try await client.ask(.get, "\(audit)/clusters/2").object
            #expect(cluster["cluster"] as? Int == 2 && cluster["relation"] as? String == "duplicate")
            #expect(cluster["decision"] is NSNull && cluster["ruling"] is NSNull && cluster["keep"] as? String == "p3")
            #expect((cluster["keep_why"] as? String)?.contains("has a category") == true, "\(cluster)")
            let members = try #require(cluster["members"] as? [[String: Any]])
            #expect(
                members[0]["image"] as? String == "/v1/products/p3/image" && members[0]["changed"] as? Bool == false)
            #expect((members[0]["attributes"] as? [String: Any])?["colour"] as? String == "red")
            #expect(members[1]["title"] as? String == "brass screw" && members[1]["changed"] as? Bool == true)
            #expect(members[1]["price"] as? Double == 2 && members[1]["currency"] is NSNull)
            let pair = try #require((cluster["pairs"] as? [[String: Any]])?.first)
            #expect(pair["confidence"] as? Double == 0.9877 && pair["a"] as? String == "p3")
            #expect((pair["why"] as? [String])?.contains("the same picture file") == true)
            #expect((pair["evidence"] as? [String: Any])?["same_bytes"] as? Bool == true)
        }
    }

    @Test func aListingThatIsGoneIsShownAsFarAsTheAuditHasIt() async throws {
        try await testing { client in
            let cluster = try await client.ask(.get, "\(audit)/clusters/3").object
            let gone = try #require((cluster["members"] as? [[String: Any]])?.first)
            #expect(gone["gone"] as? Bool == true && gone["title"] as? String == "a Teapot that was")
            #expect(gone["image"] is NSNull && gone["price"] is NSNull && gone["seller"] as? String == "s3")
            #expect(cluster["decision"] as? String == "duplicate", "the audit found it decided")
        }
    }

    @Test func clustersAreListedInPartsByStateByOrderAndByWords() async throws {
        try await testing { client in
            let all = try await page(client)
            #expect(numbers(all) == [1, 2, 3])
            #expect(all["total"] as? Int == 3 && all["open"] as? Int == 2 && all["decided"] as? Int == 1)
            #expect(numbers(try await page(client, "?offset=1&limit=1")) == [2])
            #expect(numbers(try await page(client, "?offset=9")) == [])
            #expect(numbers(try await page(client, "?state=open")) == [1, 2])
            #expect(numbers(try await page(client, "?state=decided")) == [3])
            #expect(numbers(try await page(client, "?order=size")) == [1, 2, 3])
            #expect(numbers(try await page(client, "?q=TEAPOT")) == [3])
            #expect(numbers(try await page(client, "?q=p3")) == [2])
            #expect(try await page(client, "?q=nowhere")["total"] as? Int == 0)
            for bad in ["limit=0", "limit=201", "offset=-1", "state=half", "order=up", "page=2", "limit=x"] {
                #expect(try await client.ask(.get, "\(audit)/clusters?\(bad)").status == 400, "\(bad)")
            }
            for bad in ["0", "4", "99999999999999999999", "x", "-1", "1.5"] {
                let reply = try await client.ask(.get, "\(audit)/clusters/\(bad)")
                #expect(reply.status == (Int(bad) == nil ? 400 : 404), "\(reply.text)")
            }
        }
    }

    @Test func aDecisionStandsAndIsUndoneStepByStep() async throws {
        try await testing { client in
            let path = "\(audit)/clusters/1/decision"
            let made = try await client.ask(.post, path, #"{"decision":"duplicate","keep":"p1"}"#)
            #expect(made.text == #"{"cluster":1,"decision":"duplicate","keep":"p1"}"#, "\(made.text)")
            let cluster = try await client.ask(.get, "\(audit)/clusters/1").object
            #expect(cluster["keep"] as? String == "p1" && cluster["keep_why"] as? String == "decided")
            #expect((cluster["ruling"] as? [String: Any])?["members"] is NSNull)
            #expect(try await client.ask(.post, path, #"{"decision":"different"}"#).status == 200)
            #expect(try await decision(client, 1) == "different")
            #expect(try await page(client)["decided"] as? Int == 2)
            #expect(try await client.ask(.get, audit).object["decided"] as? Int == 2)
            let undone = try await client.ask(.delete, path)
            #expect(undone.text == #"{"cluster":1,"decision":"duplicate","keep":"p1"}"#, "\(undone.text)")
            #expect(try await client.ask(.delete, path).text == #"{"cluster":1,"decision":null,"keep":null}"#)
            let none = try await client.ask(.delete, path)
            #expect(none.status == 404 && none.problem == "nothing-decided")
            #expect(try world.store.decisions().isEmpty)
            // What the audit found decided comes back where a decision against it is undone.
            #expect(
                try await client.ask(.post, "\(audit)/clusters/3/decision", #"{"decision":"different"}"#).status == 200)
            #expect(try await client.ask(.get, audit).object["decided"] as? Int == 1)
            #expect(
                try await client.ask(.delete, "\(audit)/clusters/3/decision?all=true").text
                    == #"{"cluster":3,"decision":"duplicate","keep":"gone"}"#)
        }
    }

    @Test func aDecisionAboutSomeMembersSetsTheOthersApartFromThem() async throws {
        try await testing { client in
            let made = try await client.ask(
                .post, "\(audit)/clusters/1/decision", #"{"decision":"duplicate","members":["p2","p1"]}"#)
            #expect(made.text == #"{"cluster":1,"decision":"duplicate","keep":null}"#, "\(made.text)")
            let pairs = try world.store.decisions().map { "\($0.a) \($0.b) \($0.verdict)" }
            #expect(pairs == ["p0 p1 different", "p0 p2 different", "p1 p2 duplicate"])
            let ruling = try await client.ask(.get, "\(audit)/clusters/1").object["ruling"] as? [String: Any]
            #expect(ruling?["members"] as? [String] == ["p1", "p2"])
        }
    }

    @Test(arguments: [
        ("{}", "bad-field"), (#"{"decision":"maybe"}"#, "bad-field"),
        (#"{"decision":"duplicate","keep":"p4"}"#, "bad-field"),
        (#"{"decision":"duplicate","keep":""}"#, "bad-id"),
        (#"{"decision":"duplicate","members":["p0"]}"#, "bad-field"),
        (#"{"decision":"duplicate","members":["p0","p0"]}"#, "bad-field"),
        (#"{"decision":"different","members":[]}"#, "bad-field"),
        (#"{"decision":"different","members":["p9"]}"#, "bad-field"),
        (#"{"decision":"duplicate","keep":"p2","members":["p0","p1"]}"#, "bad-field"),
        (#"{"decision":"duplicate","by":"me"}"#, "unknown-field"), ("nothing", "bad-json"),
    ]) func aBadDecisionIsSaidAndNothingIsDecided(body: String, problem: String) async throws {
        try await testing { client in
            let reply = try await client.ask(.post, "\(audit)/clusters/1/decision", body)
            #expect(reply.status == 400 && reply.problem == problem, "\(reply.text)")
            #expect(try world.store.decisions().isEmpty)
            #expect(
                try await client.ask(.post, "\(audit)/clusters/4/decision", #"{"decision":"different"}"#).status == 404)
        }
    }

    @Test func manyAreDecidedAtOnceAndOneThatIsNotThereHarmsNoOther() async throws {
        try await testing { client in
            let reply = try await client.ask(
                .post, "\(audit)/decisions", #"{"clusters":[2,99,1],"decision":"different"}"#)
            let outcomes = try #require(try reply.object["outcomes"] as? [[String: Any]], "\(reply.text)")
            #expect(outcomes.map { $0["cluster"] as? Int } == [2, 99, 1])
            #expect(outcomes.map { $0["decision"] as? String } == ["different", nil, "different"])
            #expect((outcomes[1]["error"] as? [String: Any])?["status"] as? Int == 404)
            #expect(try await page(client)["open"] as? Int == 0)
            let undone = try await client.ask(.delete, "\(audit)/decisions?clusters=1,99,3,2")
            let left = try #require(try undone.object["outcomes"] as? [[String: Any]], "\(undone.text)")
            #expect(left.map { $0["error"] != nil } == [false, true, true, false])
            #expect(try world.store.decisions().isEmpty)
            for bad in ["", "?clusters=", "?clusters=1,1", "?clusters=a", "?clusters=1&all=maybe"] {
                #expect(try await client.ask(.delete, "\(audit)/decisions\(bad)").status == 400, "\(bad)")
            }
            for bad in ["{}", #"{"clusters":[],"decision":"different"}"#, #"{"clusters":[1],"decision":"x"}"#] {
                #expect(try await client.ask(.post, "\(audit)/decisions", bad).status == 400, "\(bad)")
            }
        }
    }

    @Test func withAKeyADecisionIsMadeOnceAndUndoneOnce() async throws {
        try await testing { client in
            func headers(_ key: String) throws -> HTTPFields { [try #require(HTTPField.Name("Idempotency-Key")): key] }
            let path = "\(audit)/clusters/1/decision"
            for verdict in ["duplicate", "different"] {
                for _ in 0..<2 {
                    let reply = try await client.ask(
                        .post, path, #"{"decision":"\#(verdict)"}"#, headers: try headers(verdict))
                    #expect(reply.status == 200, "\(reply.text)")
                }
            }
            for _ in 0..<2 {
                let undone = try await client.ask(.delete, path, headers: try headers("undo"))
                #expect(try undone.object["decision"] as? String == "duplicate", "\(undone.text)")
            }
            #expect(try await decision(client, 1) == "duplicate")
        }
    }

    @Test func whoDecidedIsKnown() async throws {
        var settings = ServiceSettings()
        settings.keys = [AccessKey(name: "ann", hash: SHA256.hexadecimal(Array("k".utf8)), role: .write)]
        try await world.server(settings).application.test(.router) { client in
            let key: HTTPFields = [.authorization: "Bearer k"]
            let path = "\(audit)/clusters/2"
            _ = try await client.ask(.post, "\(path)/decision", #"{"decision":"duplicate"}"#, headers: key)
            let cluster = try await client.ask(.get, path, headers: key).object
            #expect((cluster["ruling"] as? [String: Any])?["by"] as? String == "ann")
            #expect(cluster["keep_why"] as? String == "decided by ann")
            let csv = try await client.ask(
                .get, "/v1/decisions", headers: [.authorization: "Bearer k", .accept: "text/csv, */*"])
            #expect(csv.text.hasPrefix("a,b,label,decision,keep,by,time\r\np3,p4,1,duplicate,p3,ann,"), "\(csv.text)")
        }
    }

    @Test func decisionsAreListedWithLabelsAndThoseThatDoNotHoldAreSaid() async throws {
        try await testing { client in
            _ = try await client.ask(.post, "\(audit)/decisions", #"{"clusters":[1,2],"decision":"variants"}"#)
            let list = try await client.ask(.get, "/v1/decisions?limit=2&offset=1&relation=same-style").object
            #expect(list["total"] as? Int == 4)
            let entries = try #require(list["decisions"] as? [[String: Any]])
            #expect(entries.map { $0["a"] as? String } == ["p0", "p1"] && entries[0]["label"] as? Int == 1)
            #expect(try await client.ask(.get, "/v1/decisions").object["decisions"] as? [[String: Any]] != nil)
            _ = try await client.ask(.put, "/v1/products/p0", #"{"title":"another mug"}"#)
            let after = try await client.ask(.get, "/v1/decisions").object["decisions"] as? [[String: Any]] ?? []
            #expect(after.map { $0["holds"] as? Bool } == [false, false, true, true])
            #expect(after.map { $0["label"] as? Int } == [0, 0, 0, 0])
            let csv = try await client.ask(.get, "/v1/decisions", headers: [.accept: "text/csv"])
            #expect(csv.text.split(separator: "\r\n").count == 3)
            #expect(try await client.ask(.get, "/v1/decisions?relation=like").status == 400)
        }
    }

    @Test func whatWasToldApartComesBackOnceAListingSaysSomethingElse() async throws {
        try await testing { client in
            let first = try await client.audited()
            let pair = try #require(
                try await client.clusters(first).first { Self.ids($0).contains("p0") }, "p0 has p6's picture")
            let number = try #require(pair["cluster"] as? Int)
            _ = try await client.ask(
                .post, "/v1/audits/\(first)/clusters/\(number)/decision", #"{"decision":"different"}"#)
            func found() async throws -> Bool {
                let id = try await client.audited()
                return try await client.clusters(id).contains { Set(Self.ids($0)).isSuperset(of: Self.ids(pair)) }
            }
            func checked(_ title: String) async throws -> Bool {
                let image = Data(ServiceWorld.png("p0")).base64EncodedString()
                let body =
                    #"{"id":"p0","title":"\#(title)","category":["Home","Mugs"],"seller":"s0","price":12.5,"currency":"EUR","#
                    + #""attributes":{"colour":"red"},"image":"\#(image)"}"#
                let matches = try await client.ask(.post, "/v1/check", body).object["matches"] as? [[String: Any]]
                return matches?.contains { ($0["product"] as? [String: Any])?["id"] as? String == "p6" } ?? false
            }
            #expect(try await !found())
            #expect(try await !checked("red mug"))
            #expect(try await checked("red mugs"))
            // A new price is no other listing.
            _ = try await client.ask(
                .put, "/v1/products/p0",
                #"{"title":"red mug","seller":"s0","price":1,"category":["Home","Mugs"],"attributes":{"colour":"red"}}"#
            )
            #expect(try await !found())
            _ = try await client.ask(
                .put, "/v1/products/p0",
                #"{"title":"red mugs","seller":"s0","price":1,"category":["Home","Mugs"],"attributes":{"colour":"red"}}"#
            )
            #expect(try await found())
        }
    }
}
