/// A key that the settings name: its hash, never itself.
public struct AccessKey: Hashable, Sendable {
    /// Whose it is, as the log says.
    public var name: String
    /// The SHA-256 of the key's UTF-8 in 64 lower-case hexadecimal digits.
    public var hash: String
    public var role: AccessRole
    /// Requests a second and at once, in place of what the settings say for all.
    public var rate: Double?
    public var burst: Int?

    public init(name: String, hash: String, role: AccessRole, rate: Double? = nil, burst: Int? = nil) {
        (self.name, self.hash, self.role, self.rate, self.burst) = (name, hash, role, rate, burst)
    }
}
