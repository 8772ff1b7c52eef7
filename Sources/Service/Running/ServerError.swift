import Foundation
import NIOCore

/// Why the daemon does not start; whoever starts it must act.
public enum ServerError: Error, Equatable, CustomStringConvertible {
    case portTaken(host: String, port: Int)
    /// The address is none of this machine, or may not be used.
    case cannotBind(host: String, port: Int, reason: String)
    /// An address that others can reach, and no keys.
    case openToAll(host: String)
    /// A file of certificates or keys that the settings name cannot be used.
    case badFile(path: String, reason: String)

    public var description: String {
        switch self {
        case .portTaken(let host, let port):
            "\(host):\(port) is taken by another program; choose another --port (0 takes any that is free)"
        case .cannotBind(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
        case .badFile(let path, let reason): "\(path): \(reason)"
        case .openToAll(let host):
            "\(host) can be reached from other machines and the settings have no keys: add keys, or say --insecure"
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
