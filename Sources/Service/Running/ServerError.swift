import Foundation
import NIOCore

/// Why the daemon does not start; whoever starts it must act.
public enum ServerError: Error, Equatable, CustomStringConvertible {
    case portTaken(host: String, port: Int)
    /// The address is none of this machine, or may not be used.
    case cannotBind(host: String, port: Int, reason: String)
    /// An address that others can reach, and no keys.
    case openToAll(host: String)
    /// A file that the settings name under `tls` cannot be used.
    case badTLS(path: String, reason: String)
    /// The file of certificates to be trusted is not there, or has none.
    case noCertificates(path: String)

    public var description: String {
        switch self {
        case .portTaken(let host, let port):
            "\(host):\(port) is taken by another program; choose another --port (0 takes any that is free)"
        case .cannotBind(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
        case .badTLS(let path, let reason): "\(path): \(reason)"
        case .openToAll(let host):
            "\(host) can be reached from other machines and the settings have no keys: add keys, or say --insecure"
        case .noCertificates(let path):
            "picture_url_trust: \(path) cannot be read, or holds no certificates in PEM"
        }
    }

    init?(_ error: any Error, host: String, port: Int) {
        switch error {
        case let error as ServerError: self = error
        case let error as IOError:
            self =
                error.errnoCode == EADDRINUSE
                ? .portTaken(host: host, port: port)
                : .cannotBind(host: host, port: port, reason: String(cString: strerror(error.errnoCode)))
        case let error as SocketAddressError:
            self = .cannotBind(host: host, port: port, reason: "\(error)")
        default: return nil
        }
    }
}
