import Foundation
import HTTPTypes
import Hummingbird

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(status: status, type: "application/json", bytes: try JSONText.line(value))
    }

    /// One value on each line.
    static func ndjson(_ values: [some Encodable]) throws -> Response {
        var bytes = Data()
        for value in values { bytes += try JSONText.line(value) + Data("\n".utf8) }
        return Response(status: .ok, type: "application/x-ndjson", bytes: bytes)
    }

    init(status: HTTPResponse.Status, type: String, bytes: some Sequence<UInt8>) {
        self.init(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// Values as JSON on one line, keys sorted.
enum JSONText {
    static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
