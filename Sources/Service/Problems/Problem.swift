import Foundation
import HTTPTypes
import Hummingbird

/// What went wrong, as a client is told: `application/problem+json` (RFC 9457).
struct Problem: Error, Encodable, Equatable {
    /// A word that programs may rely on, as the last part of `type`.
    let kind: String
    let status: Int
    let title: String
    /// What to do about it, or what exactly was wrong.
    let detail: String
    /// Fields of the response besides the usual ones.
    var headers: [String: String] = [:]
    /// The id of the request that met it.
    var request: String?

    init(_ status: Int, _ kind: String, _ title: String, _ detail: String, headers: [String: String] = [:]) {
        (self.status, self.kind, self.title, self.detail, self.headers) = (status, kind, title, detail, headers)
    }

    enum CodingKeys: CodingKey {
        case type, title, status, detail, instance
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("urn:samestyle:problem:\(kind)", forKey: .type)
        try container.encode(title, forKey: .title)
        try container.encode(status, forKey: .status)
        try container.encode(detail, forKey: .detail)
        if let request { try container.encode("urn:samestyle:request:\(request)", forKey: .instance) }
    }

    var bytes: [UInt8] { (try? JSONValueEncoder.bytes(of: self)) ?? [] }

    var response: Response {
        var response = Response(status: .init(code: status), type: "application/problem+json", bytes: bytes)
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}

extension Problem {
    static let notFound = Problem(404, "not-found", "Not found", "there is nothing at this address")

    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        Problem(
            405, "method-not-allowed", "Method not allowed", "here \(allowed.joined(separator: ", ")) can be used",
            headers: ["Allow": allowed.joined(separator: ", ")])
    }

    static func busy(_ detail: String) -> Problem {
        Problem(503, "busy", "Too busy", detail, headers: ["Retry-After": "1"])
    }

    static let draining = Problem(
        503, "draining", "Stopping", "this server was told to stop; what it was asked before is still answered",
        headers: ["Retry-After": "10"])

    static let noIndex = Problem(
        503, "no-index", "No index", "there is no index to search yet: run `samestyle index build`",
        headers: ["Retry-After": "10"])

    static let unusableIndex = Problem(
        503, "unusable-index", "Unusable index", "the index or its model cannot be opened; the server's log tells why",
        headers: ["Retry-After": "10"])
}
