/// The lines of a body with one JSON value on each.
struct NDJSONLines {
    struct Line {
        /// From 1, blank lines counted.
        let number: Int
        let bytes: ArraySlice<UInt8>
    }

    let lines: [Line]

    static let most = 10_000
    static let types = ["application/x-ndjson", "application/ndjson", "application/jsonl"]

    init(_ body: [UInt8]) throws(RequestError) {
        var lines: [Line] = []
        var (start, number) = (0, 0)
        while start < body.count {
            let end = body[start...].firstIndex(of: 0x0A) ?? body.count
            let line = body[start..<end]
            number += 1
            start = end + 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            guard lines.count < Self.most else { throw .badJSON(reason: "more than \(Self.most) lines in one request") }
            lines.append(Line(number: number, bytes: line))
        }
        self.lines = lines
    }
}
