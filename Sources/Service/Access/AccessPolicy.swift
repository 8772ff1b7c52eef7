/// Who may ask, how often, and from which pages: what a running server takes up anew.
final class AccessPolicy: Sendable {
    let keys: KeyTable
    let origins: AllowedOrigins
    /// Whether it answers to this machine's own names alone.
    let isLoopbackOnly: Bool
    private let general: RateLimit

    init(_ settings: ServiceSettings) {
        keys = KeyTable(settings.keys)
        origins = settings.origins
        general = settings.rateLimit
        // `insecure` says that something in front keeps strangers out, which may pass its own name on.
        isLoopbackOnly = settings.keys.isEmpty && settings.isLoopback && !settings.insecure
    }

    /// - Parameter key: Nil for a client without one that is known.
    func limit(of key: AccessKey?) -> RateLimit {
        RateLimit(perSecond: key?.rate ?? general.perSecond, burst: key?.burst ?? general.burst)
    }
}
