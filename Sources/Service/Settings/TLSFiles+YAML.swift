extension TLSFiles {
    init(_ node: SettingsNode) throws(SettingsError) {
        var fields: [String: String] = [:]
        for (name, value) in try node.mapping() {
            guard ["certificate", "key"].contains(name) else {
                throw value.error("tls has no \(name); it has certificate and key")
            }
            fields[name] = try value.text()
        }
        guard let certificate = fields["certificate"], let key = fields["key"] else {
            throw node.error("tls has a certificate and a key, each a file in PEM")
        }
        self.init(certificate: certificate, key: key)
    }
}
