/// The names by which a machine reaches itself and no other reaches it.
enum LoopbackHost {
    /// Whether `host` is `localhost`, `::1`, or an address 127.x.x.x; a name that only begins like one is not.
    static func contains(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        // Each is the same when read and written again: no sign, and no leading zero, which some take for octal.
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
    }

    /// Whether an authority, as `localhost:8080` or `[::1]`, names one of them, with any port or none.
    static func contains(authority: String) -> Bool {
        var host = authority.lowercased()[...]
        // What follows the last colon is the port, unless that colon is one of an address in brackets.
        if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
            guard host[colon...].dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
            host = host[..<colon]
        }
        return host == "[::1]" || host != "::1" && contains(String(host))
    }
}
