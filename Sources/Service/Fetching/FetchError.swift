/// Why the picture at an address is not there; whoever sent the address must send another, or the picture itself.
enum FetchError: Error, Equatable {
    case badURL(reason: String)
    /// The name, or the address that it stands for, is none of the open network.
    case closed(host: String, network: String)
    case unknownHost(String)
    /// No connection, or it broke off.
    case unreachable(host: String)
    /// Its certificate is not for it, or of nobody who is trusted.
    case untrusted(host: String)
    case status(Int, host: String)
    case tooManyRedirects(Int)
    case tooLarge(limit: Int)
    case tooSlow(seconds: Int)
    case noPicture
}
