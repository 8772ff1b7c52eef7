import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

/// A response with its body read as JSON.
struct Reply {
    let response: TestResponse
    var status: Int { response.status.code }
    var text: String { String(buffer: response.body) }

    var object: [String: Any] {
        get throws {
            try #require(try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [String: Any])
        }
    }

    /// The values of a body with one on each line.
    var lines: [[String: Any]] {
        get throws {
            try text.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
        }
    }

    var results: [[String: Any]] { get throws { try #require(try object["results"] as? [[String: Any]]) } }

    /// The ids of an answer's products, in order.
    var ids: [String] {
        get throws { try results.compactMap { ($0["product"] as? [String: Any])?["id"] as? String } }
    }

    /// The word that a problem's type ends with; nil where it is no well-formed problem.
    var problem: String? {
        guard response.headers[.contentType] == "application/problem+json", let fields = try? object,
            Set(fields.keys) == ["type", "title", "status", "detail", "instance"],
            fields["instance"] as? String
                == HTTPField.Name("X-Request-Id").flatMap({ response.headers[$0] })
                .map({ "urn:samestyle:request:\($0)" }),
            fields["status"] as? Int == status
        else { return nil }
        return (fields["type"] as? String)?.split(separator: ":").last.map(String.init)
    }

    var detail: String { (try? object["detail"] as? String) ?? "" }
}

extension TestClientProtocol {
    func ask(
        _ method: HTTPRequest.Method, _ uri: String, _ body: String? = nil, type: String? = "application/json",
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        try await ask(method, uri, bytes: body.map { Array($0.utf8) }, type: type, headers: headers)
    }

    func ask(
        _ method: HTTPRequest.Method, _ uri: String, bytes: [UInt8]?, type: String?, headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if bytes != nil, let type { headers[.contentType] = type }
        return Reply(
            response: try await execute(
                uri: uri, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) }))
    }
}

/// A form as a browser sends it.
struct Form {
    static let boundary = "----boundary7MA4YWxk"
    static var type: String { "multipart/form-data; boundary=\(boundary)" }
    private(set) var bytes: [UInt8] = []

    init(_ fields: [(String, String)] = [], image: [UInt8]? = nil) {
        for (name, value) in fields {
            add("Content-Disposition: form-data; name=\"\(name)\"", Array(value.utf8))
        }
        if let image {
            add("Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png", image)
        }
        bytes += Array("--\(Self.boundary)--\r\n".utf8)
    }

    private mutating func add(_ head: String, _ content: [UInt8]) {
        bytes += Array("--\(Self.boundary)\r\n\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
    }
}
