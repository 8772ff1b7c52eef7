import Pictures

/// What is wrong with a request; whoever sent it must act.
enum RequestError: Error, Equatable {
    case badJSON(reason: String)
    /// A field or parameter holds what it may not.
    case badField(String, reason: String)
    case badPicture(String, PictureError)
    case unknownField(String, known: [String])
    case badForm(reason: String)
    case badID
    case tooLarge(limit: Int)
    case unsupportedType(given: String?, read: [String])
    /// The body ended early or cannot be read.
    case brokenBody
    /// The body was not all there in time.
    case slowBody(seconds: Int)
    /// It was sent to a name that is not this machine's own.
    case otherHost
    case addressNotFetched
    /// Neither words nor a picture.
    case emptyListing
    case noKey
    case unknownKey
    case roleTooLow(needed: AccessRole)
}
