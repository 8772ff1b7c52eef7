extension AllowedOrigins {
    init(_ list: SettingsNode) throws(SettingsError) {
        var origins: Set<String> = []
        for entry in try list.list() {
            let text = try entry.text()
            guard text == "*" || Self.isOrigin(text) else {
                throw entry.error(
                    "an origin is a scheme and a host in lower case, and a port where it is not the usual one, as "
                        + "https://shop.example, or \"*\" for any")
            }
            origins.insert(text)
        }
        guard origins.contains("*") else {
            self = .these(origins)
            return
        }
        guard origins.count == 1 else { throw list.error("with \"*\" every origin is allowed: name no other") }
        self = .any
    }
}
