import HTTPTypes
import Hummingbird

/// The answer to a write: what can be kept, and said again.
struct WrittenAnswer: Equatable, Sendable {
    let status: Int
    var type: String?
    var body: [UInt8] = []
    static func json(_ value: some Encodable, status: Int) throws -> WrittenAnswer {
        WrittenAnswer(status: status, type: "application/json", body: try JSONValueEncoder.bytes(of: value))
    }

    /// One value on each line.
    static func ndjson(_ values: [some Encodable]) throws -> WrittenAnswer {
        var bytes: [UInt8] = []
        for value in values { bytes += try JSONValueEncoder.bytes(of: value) + [UInt8(ascii: "\n")] }
        return WrittenAnswer(status: 200, type: "application/x-ndjson", body: bytes)
    }

    var response: Response {
        guard let type else { return Response(status: .init(code: status)) }
        return Response(status: .init(code: status), type: type, bytes: body)
    }
}
