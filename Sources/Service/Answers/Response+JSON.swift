import HTTPTypes
import Hummingbird

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(status: status, type: "application/json", bytes: try JSONValueEncoder.bytes(of: value))
    }

    /// One value on each line.
    static func ndjson(_ values: [some Encodable]) throws -> Response {
        var bytes: [UInt8] = []
        for value in values { bytes += try JSONValueEncoder.bytes(of: value) + [UInt8(ascii: "\n")] }
        return Response(status: .ok, type: "application/x-ndjson", bytes: bytes)
    }

    init(status: HTTPResponse.Status, type: String, bytes: some Sequence<UInt8>) {
        self.init(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
