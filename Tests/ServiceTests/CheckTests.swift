import Audit
import Catalog
import Foundation
import Hummingbird
import HummingbirdTesting
import Pictures
import Records
import Retrieval
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(10))) struct CheckTests {
    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    private func matches(_ reply: Reply) throws -> [[String: Any]] {
        try #require(try reply.object["matches"] as? [[String: Any]], "\(reply.text)")
    }

    private func id(_ match: [String: Any]?) -> String? { (match?["product"] as? [String: Any])?["id"] as? String }

    @Test func aListingThatIsThereIsADuplicateAndNothingOfItIsStored() async throws {
        let world = try ServiceWorld()
        try await world.server().application.test(.router) { client in
            let image = Self.base64(ServiceWorld.png("p3"))
            let reply = try await client.ask(
                .post, "/v1/check",
                #"{"title":"green lamp","seller":"s1","attributes":{"colour":"red"},"image":"\#(image)"}"#)
            #expect(reply.status == 200)
            #expect(try reply.object["verdict"] as? String == "duplicate", "\(reply.text)")
            let first = try #require(try matches(reply).first)
            #expect(id(first) == "p3" && first["relation"] as? String == "duplicate")
            #expect((first["why"] as? [String])?.contains("the same picture file") == true)
            #expect((first["evidence"] as? [String: Any])?["same_bytes"] as? Bool == true)
            #expect(try world.store.count() == ServiceWorld.titles.count)
            #expect(!FileManager.default.fileExists(atPath: world.folder.path("pictures")))
        }
    }

    @Test func aPictureThatWasCutIsLaidOverTheOneThatIsThere() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let cut = ServiceWorld.picture("p3").cropped(x: 3, y: 2, width: 34, height: 25)
            let image = Self.base64(PictureCodec.png(cut))
            let reply = try await client.ask(
                .post, "/v1/check",
                #"{"title":"lamp, green","seller":"s1","attributes":{"colour":"red"},"image":"\#(image)"}"#)
            let first = try #require(try matches(reply).first, "\(reply.text)")
            #expect(id(first) == "p3" && first["relation"] as? String == "duplicate")
            let overlay = try #require((first["evidence"] as? [String: Any])?["overlay"] as? Double, "\(reply.text)")
            #expect(overlay > 0.9)
        }
    }

    @Test func aRunningServerTakesUpHowEvidenceIsWeighed() async throws {
        let server = try ServiceWorld().server()
        try await server.application.test(.router) { client in
            func verdict() async throws -> String? {
                let image = Self.base64(ServiceWorld.png("p3"))
                let listing =
                    #"{"title":"green lamp","seller":"s1","attributes":{"colour":"red"},"image":"\#(image)"}"#
                return try await client.ask(.post, "/v1/check", listing).object["verdict"] as? String
            }
            var verdicts = [try await verdict()]
            var strict = EvidenceFile()
            for relation in AuditRelation.allCases {
                strict[relation] = EvidenceCalibration(model: .standard(for: relation), threshold: 1.1)
            }
            for evidence in [strict, nil] {
                server.weigh(by: evidence)
                verdicts.append(try await verdict())
            }
            #expect(verdicts == ["duplicate", "new", "duplicate"])
        }
    }

    @Test func aListingUnderItsOwnIDIsNotComparedWithItselfAndNeedNotBringItsPicture() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(
                .post, "/v1/check", #"{"id":"p0","title":"red mug","seller":"s0"}"#)
            let found = try matches(reply).map(id)
            #expect(!found.contains("p0") && found.first == "p6", "\(reply.text)")
        }
    }

    @Test func sizesThatConflictAreNoDuplicatesWhateverThePictureIs() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let image = Self.base64(ServiceWorld.png("p4"))
            let reply = try await client.ask(
                .post, "/v1/check", #"{"title":"steel screw M4x25","seller":"s0","image":"\#(image)"}"#)
            #expect(try !matches(reply).map(id).contains("p4"), "\(reply.text)")
        }
    }

    @Test func whatPeopleToldApartIsNotToldAgain() async throws {
        let world = try ServiceWorld()
        let (one, other) = (try #require(ProductID("p0")), try #require(ProductID("p6")))
        try world.store.decide([PairDecision(one, other, .different)])
        try await world.server().application.test(.router) { client in
            func told(_ title: String) async throws -> Bool {
                let body = #"{"id":"p0","title":"\#(title)","seller":"s0","attributes":{"colour":"red"}}"#
                return try matches(try await client.ask(.post, "/v1/check", body)).map(id).contains("p6")
            }
            let (same, changed) = (try await told("red mug"), try await told("cup in scarlet"))
            // What was decided was about what the listing said then.
            #expect(!same && changed)
        }
    }

    @Test func aPairIsAsSureAsInAnAuditOfTheWholeCatalogue() async throws {
        let world = try ServiceWorld()
        let server = try world.server()
        let retriever = try #require(server.index.current)
        let snapshot = retriever.inUse.snapshot
        func view(_ view: View) -> AuditedCatalogue.View? {
            snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present(view)) }
        }
        let products = try world.store.products(Array(snapshot.products))
        let catalogue = AuditedCatalogue(products: products, image: view(.i), text: view(.t), joint: view(.m))
        let pairs = try DuplicateFinder(AuditSettings()).clusters(in: catalogue).flatMap(\.pairs)
        #expect(!pairs.isEmpty)
        try await server.application.test(.router) { client in
            for pair in pairs {
                let product = try #require(try world.store.product(pair.a)).product
                let body =
                    #"{"id":"\#(pair.a)","title":"\#(product.title)","category":["Home","Mugs"],"seller":"\#(product.seller ?? "")","#
                    + #""price":12.5,"currency":"EUR","attributes":{"colour":"red"}}"#
                let found = try matches(try await client.ask(.post, "/v1/check", body))
                let match = try #require(found.first { id($0) == pair.b.text })
                let confidence = try #require(match["confidence"] as? Double)
                #expect(abs(confidence - pair.confidence) < 0.02, "\(pair.a) \(pair.b)")
            }
        }
    }

    @Test(arguments: [
        (#"{"title":" "}"#, 400, "empty-listing"), (#"{}"#, 400, "bad-field"), ("[", 400, "bad-json"),
        (#"{"title":"a","image":"AAAA"}"#, 422, "bad-picture"), (#"{"title":"a","image":"?"}"#, 400, "bad-field"),
        (#"{"title":"a","colour":"red"}"#, 400, "unknown-field"), (#"{"id":"","title":"a"}"#, 400, "bad-id"),
        (#"{"id":"p5","title":"a","images":["/v1/products/p5/image?number=1"]}"#, 400, "bad-field"),
    ]) func whatCannotBeComparedIsSaid(body: String, status: Int, problem: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/check", body)
            #expect(reply.status == status && reply.problem == problem, "\(reply.text)")
        }
    }

    @Test func aLimitHoldsAndWithoutAnIndexNothingIsCompared() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let none = try await client.ask(.post, "/v1/check?limit=0", #"{"title":"red mug"}"#)
            #expect(none.status == 400 && none.detail.contains("limit"))
            #expect(try matches(try await client.ask(.post, "/v1/check?limit=1", #"{"title":"red mug"}"#)).count <= 1)
        }
        try await ServiceWorld(publishing: false).server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/check", #"{"title":"red mug"}"#)
            #expect(reply.problem == "no-index")
        }
    }
}
