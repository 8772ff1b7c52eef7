extension AccessKey {
    private static let names = ["name", "sha256", "role"]

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
            keys.append(AccessKey(name: try name.text(), hash: digits, role: known))
        }
        return keys
    }
}
