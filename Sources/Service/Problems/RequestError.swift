/// What is wrong with a request; whoever sent it must act.
enum RequestError: Error, Equatable {
    case badJSON(reason: String)
    /// A field or parameter holds what it may not.
    case badField(String, reason: String)
    case unknownField(String, known: [String])
    case badForm(reason: String)
    case badID
    case tooLarge(limit: Int)
    case unsupportedType(given: String?, read: [String])
    /// The body ended early or cannot be read.
    case brokenBody
    case addressNotFetched
    case noKey
    case unknownKey
    case roleTooLow(needed: AccessRole)
}
