import Foundation

/// An https address that a picture may lie at, in the one way of writing it.
struct PictureURL: Hashable, Sendable {
    /// In lower case; an address of IPv6 without its brackets.
    let host: String
    let port: Int
    /// Path and query, encoded.
    private let path: String

    static let longest = 2048

    init(_ given: String) throws(FetchError) {
        guard given.utf8.count <= Self.longest else {
            throw .badURL(reason: "it has more than \(Self.longest) bytes")
        }
        guard given.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: given, encodingInvalidCharacters: false)
        else { throw .badURL(reason: "it is no address: what is not ASCII is written by percent signs or Punycode") }
        guard parts.scheme?.lowercased() == "https" else { throw .badURL(reason: "it does not begin with https://") }
        guard parts.user == nil, parts.password == nil else { throw .badURL(reason: "it has a user in it") }
        let name = (parts.encodedHost ?? "").lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard Self.isName(name) else { throw .badURL(reason: "it has no host that can be looked up") }
        guard (1...65_535).contains(parts.port ?? 443) else { throw .badURL(reason: "there is no such port") }
        (host, port) = (name, parts.port ?? 443)
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    }

    /// Where a redirect from here leads: to an address, or to a path on this host.
    func redirected(to location: String) throws(FetchError) -> PictureURL {
        guard location.utf8.count <= Self.longest, let here = URL(string: text),
            let there = URL(string: location, relativeTo: here)?.absoluteString
        else { throw .badURL(reason: "it leads on to what is no address") }
        return try PictureURL(there)
    }

    var text: String { "https://\(Self.bracketed(host))\(port == 443 ? "" : ":\(port)")\(path)" }

    /// As the settings name a host.
    var authority: String { "\(Self.bracketed(host)):\(port)" }

    /// The address that stands in place of a name; nil for a name.
    var literal: NetworkAddress? { NetworkAddress(host) }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

    /// A name of DNS, or an address; no zone, no escape, nothing that two programs could read in two ways.
    private static func isName(_ host: String) -> Bool {
        if host.contains(":") { return NetworkAddress(host) != nil }
        return !host.isEmpty && host.utf8.count <= 253
            && host.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
                    || byte == 0x5F
            }
    }
}
