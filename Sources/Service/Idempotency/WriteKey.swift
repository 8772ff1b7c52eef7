import Catalog
import Foundation
import HTTPTypes
import Hummingbird

/// The `Idempotency-Key` of a request, and what tells this request from any other.
struct WriteKey: Hashable, Sendable {
    /// The name of the access key that came with it; empty where none is asked for.
    let owner: String
    let key: String
    /// SHA-256 of method, path and body.
    let request: [UInt8]

    static let header = "Idempotency-Key"
    static let longest = 255

    /// Nil where the request has none.
    init?(_ request: Request, _ body: [UInt8], owner: String) throws(RequestError) {
        guard let name = HTTPField.Name(Self.header), let key = request.headers[name] else { return nil }
        let bytes = key.utf8
        guard (1...Self.longest).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badField(Self.header, reason: "it has 1 to \(Self.longest) visible characters of ASCII, no spaces")
        }
        (self.owner, self.key) = (owner, key)
        let head = "\(request.method.rawValue) \(request.uri.string)\n"
        self.request = Array(SHA256.digest(Array(head.utf8) + Array(SHA256.digest(body))))
    }

    /// The answer, to be kept under this key.
    func kept(_ answer: WrittenAnswer) -> KeptAnswer {
        KeptAnswer(
            owner: owner, key: key, request: request, status: answer.status, type: answer.type, body: answer.body,
            time: Self.now)
    }

    static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
