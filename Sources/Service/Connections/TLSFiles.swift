/// Where the server's certificate and its key lie, in PEM.
public struct TLSFiles: Hashable, Sendable {
    /// The server's own certificate, and behind it those that lead to one that clients know.
    public var certificate: String
    public var key: String

    public init(certificate: String, key: String) { (self.certificate, self.key) = (certificate, key) }
}
