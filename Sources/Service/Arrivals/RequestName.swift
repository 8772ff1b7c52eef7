import HTTPTypes

/// The id by which answer, log and problem name a request: the client's own where it is well-formed.
enum RequestName {
    static let header: StaticString = "X-Request-Id"
    static let longest = 128

    /// What the client calls its request; nil where it calls it nothing, or something that may not stand in a log.
    static func given(in headers: HTTPFields) -> String? {
        guard let given = headers[.requestID], isWellFormed(given) else { return nil }
        return given
    }

    /// 1 to 128 of letters, digits, dots, underscores and hyphens.
    static func isWellFormed(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
