/// A part of the address space where nobody's public pictures are: what is there answers to this machine and not to
/// everybody.
struct ClosedNetwork: Sendable {
    /// What it is called in the registries of special addresses (RFC 6890).
    let name: String
    private let start: [UInt8]
    private let bits: Int

    /// The network that holds `address`; nil where all the world reaches it.
    static func holding(_ address: NetworkAddress) -> String? {
        if let known = all.first(where: { $0.holds(address) }) { return known.name }
        // Of IPv6 nothing else is given out yet.
        return address.bytes.count == 16 && address.bytes[0] >> 5 != 1 ? "reserved" : nil
    }

    private init?(_ name: String, _ start: String, _ bits: Int) {
        guard let address = NetworkAddress(start) else { return nil }
        (self.name, self.start, self.bits) = (name, address.bytes, bits)
    }

    private func holds(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == start.count else { return false }
        let (whole, rest) = (bits / 8, bits % 8)
        guard address.bytes.prefix(whole) == start.prefix(whole) else { return false }
        return rest == 0 || (address.bytes[whole] ^ start[whole]) >> (8 - rest) == 0
    }

    /// Those that lie within another come before it.
    private static let all = [
        ("of this network", "0.0.0.0", 8), ("private", "10.0.0.0", 8), ("shared by a provider", "100.64.0.0", 10),
        ("loopback", "127.0.0.0", 8), ("link-local", "169.254.0.0", 16), ("private", "172.16.0.0", 12),
        ("reserved", "192.0.0.0", 24), ("for documentation", "192.0.2.0", 24), ("6to4", "192.88.99.0", 24),
        ("private", "192.168.0.0", 16), ("for benchmarks", "198.18.0.0", 15),
        ("for documentation", "198.51.100.0", 24), ("for documentation", "203.0.113.0", 24),
        // It looks public, and is the host's side of a virtual machine in a large cloud.
        ("of the machine's host", "168.63.129.16", 32), ("multicast", "224.0.0.0", 4), ("reserved", "240.0.0.0", 4),
        ("unspecified", "::", 128), ("loopback", "::1", 128), ("IPv4 in IPv6", "::ffff:0:0", 96),
        ("IPv4 in IPv6", "::ffff:0:0:0", 96), ("IPv4 in IPv6", "::", 96), ("NAT64", "64:ff9b::", 96),
        ("NAT64", "64:ff9b:1::", 48), ("discarded", "100::", 64), ("Teredo", "2001::", 32), ("reserved", "2001::", 23),
        ("for documentation", "2001:db8::", 32), ("6to4", "2002::", 16), ("for documentation", "3fff::", 20),
        ("private", "fc00::", 7), ("link-local", "fe80::", 10), ("private", "fec0::", 10), ("multicast", "ff00::", 8),
    ].compactMap { ClosedNetwork($0.0, $0.1, $0.2) }
}
