import Catalog

/// A key that the settings name: its hash, never itself.
public struct AccessKey: Hashable, Sendable {
    /// Whose it is, as the log says.
    public var name: String
    /// The SHA-256 of the key's UTF-8 in 64 lower-case hexadecimal digits.
    public var hash: String
    public var role: AccessRole

    public init(name: String, hash: String, role: AccessRole) {
        (self.name, self.hash, self.role) = (name, hash, role)
    }

    /// Compares every byte whatever was found before, so that the time taken tells nothing.
    func matches(_ hashOfGiven: String) -> Bool {
        let (own, given) = (Array(hash.utf8), Array(hashOfGiven.utf8))
        guard own.count == given.count else { return false }
        return zip(own, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension [AccessKey] {
    /// What the settings say of a key that somebody presents; nil where none matches. All are looked at, in every case.
    func known(_ key: String) -> AccessKey? {
        let hash = SHA256.hexadecimal(Array<UInt8>(key.utf8))
        return reduce(nil) { found, known in known.matches(hash) ? known : found }
    }
}
