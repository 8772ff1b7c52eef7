/// The pages of other sites that may read answers in their visitor's browser.
public enum AllowedOrigins: Hashable, Sendable {
    /// As `https://shop.example`; none where empty.
    case these(Set<String>)
    case any

    var isNone: Bool { self == .these([]) }

    func contains(_ origin: String) -> Bool {
        switch self {
        case .these(let known): known.contains(origin)
        case .any: true
        }
    }

    /// Whether a text is an origin as browsers send it: scheme and host in lower case, a port where it is not the usual one,
    /// and no path.
    static func isOrigin(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: /(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([1-9][0-9]{0,4}))?/)
        else {
            return false
        }
        guard let port = match.3 else { return true }
        let usual = match.1 == "https" ? 443 : 80
        return Int(port).map { $0 <= 65_535 && $0 != usual } ?? false
    }
}
