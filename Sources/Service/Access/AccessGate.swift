import HTTPTypes
import Hummingbird
import Logging

/// Tells who asks, how often that may be, and what it may do.
struct AccessGate: Sendable {
    let policy: LiveValue<AccessPolicy>
    let limiter: RateLimiter
    let metrics: ServiceMetrics

    /// Lets a request pass, or throws what it is told.
    ///
    /// - Parameters:
    ///   - needed: The role that its key must have, where there are keys.
    ///   - isLimited: Whether it counts against its client's limit.
    func admit(
        _ request: Request, _ context: ServiceContext, needs needed: AccessRole, isLimited: Bool
    ) throws {
        let policy = policy.current
        let given = policy.keys.isEmpty ? nil : Self.key(in: request.headers)
        let known = given.flatMap(policy.keys.known)
        context.notes.key = known?.name
        // Before a wrong key is told so: whoever tries keys is held up as well.
        if isLimited { try count(known, policy, context) }
        guard !policy.keys.isEmpty else { return }
        guard given != nil else { throw RequestError.noKey }
        guard let known else { throw RequestError.unknownKey }
        guard known.role >= needed else {
            // Whoever runs the server gave its owner too little, or should know what was tried.
            context.logger.warning(
                "a key's role is too low",
                metadata: ["key": "\(known.name)", "needed": "\(needed)", "route": "\(context.route)"])
            throw RequestError.roleTooLow(needed: needed)
        }
    }

    private func count(_ key: AccessKey?, _ policy: AccessPolicy, _ context: ServiceContext) throws {
        let limit = policy.limit(of: key)
        guard !limit.isNone else { return }
        let client = key.map { RateLimiter.Client.key($0.name) } ?? .address(context.address)
        let outcome = limiter.take(client, limit)
        context.notes.rate = outcome
        guard outcome.isAllowed else {
            metrics.limited()
            throw outcome.problem
        }
    }

    private static func key(in headers: HTTPFields) -> String? {
        if let key = headers[.apiKey] { return key }
        guard let words = headers[.authorization]?.split(separator: " ", maxSplits: 1), words.count == 2,
            words[0].lowercased() == "bearer"
        else { return nil }
        return String(words[1].drop { $0 == " " })
    }
}
