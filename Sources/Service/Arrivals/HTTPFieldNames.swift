import HTTPTypes

/// Names of fields that the standard's list lacks.
extension HTTPField.Name {
    static let requestID = named(RequestName.header)
    static let apiKey = named("X-API-Key")
    static let rateLimit = named("RateLimit-Limit")
    static let rateRemaining = named("RateLimit-Remaining")
    static let rateReset = named("RateLimit-Reset")
    static let referrerPolicy = named("Referrer-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")

    /// A name that this program writes out, and so is one.
    private static func named(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is no name of a field") }
        return name
    }
}
