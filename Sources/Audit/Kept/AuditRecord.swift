/// What is known of a kept audit, as it stands in its `audit.json`.
public struct AuditRecord: Codable, Hashable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        case running, done, failed
        /// Told to stop, or its process ended; begun again with the same settings it goes on.
        case stopped
    }

    public let id: AuditID
    public var state: State
    public let settings: AuditSettings
    /// Seconds since 1970.
    public let created: Int64
    public var finished: Int64?
    /// The name of the key it came with; nil where no key is asked for.
    public var person: String?
    /// The catalogue's revision that it saw; nil until it is done.
    public var revision: Int64?
    /// Nil until it is done.
    public var figures: AuditSummary?
    /// How many of its clusters people had decided before.
    public var decided: Int?
    /// Why it failed.
    public var reason: String?

    init(id: AuditID, settings: AuditSettings, created: Int64, person: String?) {
        (self.id, self.settings, self.created, self.person) = (id, settings, created, person)
        state = .running
    }
}
