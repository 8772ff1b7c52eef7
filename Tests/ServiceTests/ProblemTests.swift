import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Retrieval
import Testing

@testable import Service

@Suite struct ProblemTests {
    /// A request that cannot be answered, and how that is said.
    struct Case: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let uri: String
        var body: String?
        var type: String? = "application/json"
        let status: Int
        let problem: String
        var says = ""
        var testDescription: String { "\(method) \(uri.prefix(60)) \((body ?? "").prefix(60)) -> \(problem)" }
    }

    static let addresses: [Case] = [
        Case(method: .get, uri: "/nowhere", status: 404, problem: "not-found"),
        Case(method: .get, uri: "/web/..%2F..%2Fetc%2Fpasswd", status: 404, problem: "not-found"),
        Case(method: .get, uri: "/v1/products/zz", status: 404, problem: "unknown-product", says: "no product zz"),
        Case(method: .get, uri: "/v1/products/%FF", status: 400, problem: "bad-id"),
        Case(method: .get, uri: "/v1/products/%0A", status: 400, problem: "bad-id"),
        Case(
            method: .get, uri: "/v1/products/\(String(repeating: "x", count: 129))", status: 400, problem: "bad-id"),
        Case(method: .delete, uri: "/v1/search", status: 405, problem: "method-not-allowed", says: "GET, POST, HEAD"),
        Case(method: .post, uri: "/healthz", body: "{}", status: 405, problem: "method-not-allowed"),
        Case(
            method: .init("QUERY") ?? .get, uri: "/v1/products/p0/image", status: 405, problem: "method-not-allowed",
            says: "here GET, HEAD"),
        Case(method: .init("QUERY") ?? .get, uri: "/v1/nowhere", status: 404, problem: "not-found"),
        Case(method: .get, uri: "/v1/search", status: 400, problem: "empty-query"),
        Case(method: .get, uri: "/v1/search?q=%20", status: 400, problem: "empty-query"),
        Case(method: .get, uri: "/v1/search?q=a&limit=0", status: 400, problem: "bad-field", says: "limit"),
        Case(method: .get, uri: "/v1/search?q=a&limit=ten", status: 400, problem: "bad-field", says: "limit"),
        Case(method: .get, uri: "/v1/search?q=a&offset=-1", status: 400, problem: "bad-field", says: "offset"),
        Case(method: .get, uri: "/v1/search?q=a&q=b", status: 400, problem: "bad-field", says: "twice"),
        Case(method: .get, uri: "/v1/search?q=%ff", status: 400, problem: "bad-field", says: "q:"),
        Case(method: .get, uri: "/v1/search?query=a", status: 400, problem: "unknown-field", says: "query is no field"),
        Case(method: .get, uri: "/v1/search?q=a&view=x", status: 400, problem: "bad-field", says: "view"),
        Case(method: .get, uri: "/v1/search?q=a&filter=price+%3C", status: 400, problem: "bad-filter"),
        Case(method: .get, uri: "/v1/search?product=zz", status: 404, problem: "unknown-product"),
        Case(method: .get, uri: "/v1/products?limit=1000", status: 400, problem: "bad-field", says: "1...200"),
        Case(method: .get, uri: "/v1/products/p0/similar?limit=x", status: 400, problem: "bad-field"),
    ]

    static func search(_ body: String, _ status: Int, _ problem: String, says: String = "") -> Case {
        Case(method: .post, uri: "/v1/search", body: body, status: status, problem: problem, says: says)
    }

    static let bodies: [Case] = [
        search("{}", 400, "empty-query"),
        search("", 400, "bad-json"),
        search("{", 400, "bad-json"),
        search("[]", 400, "bad-json", says: "not an object"),
        search(String(repeating: "[", count: 100_000), 400, "bad-json"),
        search(#"{"text":1}"#, 400, "bad-field", says: "text: it is not a text"),
        search(#"{"text":"a","limit":"5"}"#, 400, "bad-field", says: "limit: it is not a whole number"),
        search(#"{"text":"a","limit":1e300}"#, 400, "bad-json"),
        search(#"{"text":"a","weights":{"text":"x"}}"#, 400, "bad-field", says: "weights.text: it is not a number"),
        search(#"{"text":"a","weights":{"words":1}}"#, 400, "unknown-field", says: "weights.words is no field"),
        search(#"{"text":"a","weights":{"text":1000}}"#, 400, "bad-field", says: "weights.text"),
        search(#"{"text":"a","not":{"product":""}}"#, 400, "bad-id"),
        search(#"{"txt":"a"}"#, 400, "unknown-field", says: "txt is no field here; there are box, "),
        search(#"{"image":"***"}"#, 400, "bad-field", says: "image: it is not base64"),
        search(#"{"image":"AAAA"}"#, 422, "bad-picture", says: "image: neither JPEG, PNG nor WebP"),
        search(#"{"image":""}"#, 422, "bad-picture", says: "empty"),
        search(
            #"{"image_url":"http://localhost/"}"#, 422, "bad-url", says: "image_url: it does not begin with https://"),
        search(#"{"image_url":"https://localhost:22/"}"#, 422, "bad-url", says: "port 443, not from 22"),
        search(#"{"image_url":"https://[::ffff:10.0.0.1]/"}"#, 422, "forbidden-address", says: "IPv4 in IPv6"),
        search(#"{"image_url":1}"#, 400, "bad-field", says: "image_url: it is not a text"),
        search(#"{"text":"a","filter":"("}"#, 400, "bad-filter"),
        search(#"{"text":"a","view":"z"}"#, 400, "bad-field", says: "view"),
        search(#"{"product":"p0","not":{"product":"zz"}}"#, 404, "unknown-product"),
        Case(
            method: .post, uri: "/v1/search", body: "text", type: "text/plain", status: 415,
            problem: "unsupported-type", says: "application/json or multipart/form-data"),
        Case(
            method: .post, uri: "/v1/search", body: "{}", type: nil, status: 415, problem: "unsupported-type",
            says: "missing"),
        Case(
            method: .post, uri: "/v1/search", body: "a", type: "multipart/form-data", status: 400, problem: "bad-form",
            says: "boundary"),
        Case(
            method: .post, uri: "/v1/products", body: "{}", status: 415, problem: "unsupported-type",
            says: "application/x-ndjson"),
        Case(method: .put, uri: "/v1/products/a", body: "{}", status: 400, problem: "bad-field", says: "title"),
        Case(
            method: .put, uri: "/v1/products/a", body: #"{"title":"t","id":"b"}"#, status: 400, problem: "bad-field",
            says: "not the one in the address"),
        Case(
            method: .put, uri: "/v1/products/a", body: #"{"title":"t","style":"s"}"#, status: 400,
            problem: "unknown-field", says: "style"),
        Case(
            method: .put, uri: "/v1/products/a", body: #"{"title":"t","category":"A"}"#, status: 400,
            problem: "bad-field", says: "category: it is not a list"),
        Case(
            method: .put, uri: "/v1/products/a", body: #"{"title":"t","currency":"EUR"}"#, status: 400,
            problem: "bad-field", says: "currency"),
    ]

    @Test(arguments: addresses + bodies)
    func whatCannotBeAnsweredIsAProblemThatSaysWhy(bad: Case) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(bad.method, bad.uri, bad.body, type: bad.type)
            #expect(reply.status == bad.status)
            #expect(reply.problem == bad.problem)
            #expect(bad.says.isEmpty || reply.detail.contains(bad.says), "\(reply.detail)")
        }
    }

    @Test func aBodyOrAPictureBeyondTheLimitsIsRefused() async throws {
        var settings = ServiceSettings()
        (settings.bodyLimit, settings.pixelLimit) = (2000, 1000)
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let long = #"{"text":"\#(String(repeating: "a", count: 2000))"}"#
            let reply = try await client.ask(.post, "/v1/search", long)
            #expect(reply.status == 413 && reply.problem == "too-large")
            let form = Form(image: ServiceWorld.png("p0"))
            let large = try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type)
            #expect(large.status == 413 && large.detail.contains("40 x 30 pixels"))
        }
    }

    @Test func withoutAnIndexItIsSaidAndTheServerIsAliveYetNotReady() async throws {
        let world = try ServiceWorld(publishing: false)
        let server = try world.server()
        try await server.application.test(.router) { client in
            for uri in ["/v1/search?q=a", "/readyz", "/v1/products/p0/similar"] {
                let reply = try await client.ask(.get, uri)
                #expect(reply.status == 503 && reply.problem == "no-index")
                #expect(!reply.text.contains("samestyle-test"))
            }
            #expect(try await client.ask(.get, "/healthz").status == 200)
            try world.publish()
            server.index.look()
            #expect(try await client.ask(.get, "/readyz").text == #"{"status":"ready","model":"tiny","products":7}"#)
        }
    }

    @Test func anIndexThatCannotBeOpenedIsSaidWithoutItsPath() async throws {
        let world = try ServiceWorld()
        let weights = world.folder.url.appending(path: "models/tiny/weights.safetensors")
        try Data("broken".utf8).write(to: weights)
        try await world.server().application.test(.router) { client in
            let reply = try await client.ask(.get, "/readyz")
            #expect(reply.status == 503 && reply.problem == "unusable-index")
            #expect(!reply.text.contains("tiny"))
        }
    }

    @Test func anErrorNobodyExpectedIsNotShown() async throws {
        struct Secret: Error { let path = "/home/somebody" }
        #expect(Problem(Secret()) == nil)
        let problem = Problem.unexpected("42")
        #expect(problem.status == 500 && problem.detail.contains("42"))
        for hidden in [RetrievalError.damagedSnapshot(path: "/x", reason: "y"), .unwritable(path: "/x", reason: "y")] {
            #expect(Problem(hidden) == nil)
        }
    }

    @Test func everyAnswerCarriesTheHeadersThatProtectABrowser() async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            for uri in ["/", "/healthz", "/nowhere", "/v1/search"] {
                let headers = try await client.ask(.get, uri).response.headers
                #expect(headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'; script-src 'self';") == true)
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(HTTPField.Name("Referrer-Policy").flatMap { headers[$0] } == "no-referrer")
            }
        }
    }
}
