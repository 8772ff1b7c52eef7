extension AccessKey {
    private static let names = ["name", "sha256", "role", "rate", "burst"]

    /// The keys that a settings file names.
    static func list(_ list: SettingsNode) throws(SettingsError) -> [AccessKey] {
        var keys: [AccessKey] = []
        for entry in try list.list() {
            var fields: [String: SettingsNode] = [:]
            for (name, value) in try entry.mapping() {
                guard names.contains(name) else {
                    throw value.error("a key has no \(name); it has \(names.inWords("and"))")
                }
                fields[name] = value
            }
            guard let name = fields["name"], let hash = fields["sha256"], let role = fields["role"] else {
                throw entry.error("a key has a name, a sha256 and a role")
            }
            let known: AccessRole = try role.choice("a role")
            let digits = try hash.text().lowercased()
            guard digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) else {
                throw hash.error("sha256 is the hash of the key in 64 hexadecimal digits, never the key itself")
            }
            let called = try name.text()
            guard !keys.contains(where: { $0.name == called }) else {
                throw name.error("two keys are called \(called); the log and the limits tell them apart by their names")
            }
            keys.append(
                AccessKey(
                    name: called, hash: digits, role: known, rate: try fields["rate"]?.decimal(in: 0...1_000_000),
                    burst: try fields["burst"]?.number(in: 1...1_000_000)))
        }
        return keys
    }
}
