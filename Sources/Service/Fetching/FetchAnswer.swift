import AsyncHTTPClient
import NIOCore

/// What a host said of an address.
enum FetchAnswer: Sendable {
    case picture([UInt8])
    /// It lies elsewhere.
    case redirect(String)

    /// - Parameter limit: What is longer is not held.
    init(_ response: HTTPClientResponse, from host: String, upTo limit: Int) async throws {
        let status = Int(response.status.code)
        if [301, 302, 303, 307, 308].contains(status), let place = response.headers.first(name: "Location") {
            self = .redirect(place)
            return
        }
        guard status == 200 else { throw FetchError.status(status, host: host) }
        if let stated = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), stated > limit {
            throw FetchError.tooLarge(limit: limit)
        }
        var bytes: [UInt8] = []
        for try await part in response.body {
            guard part.readableBytes <= limit - bytes.count else { throw FetchError.tooLarge(limit: limit) }
            bytes += part.readableBytesView
        }
        self = .picture(bytes)
    }
}
