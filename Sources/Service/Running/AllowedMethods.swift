import HTTPTypes
import Synchronization

/// The methods that an address has, for whoever asks with another; told once the routes are there.
final class AllowedMethods: Sendable {
    private let paths = Mutex<[(parts: [Substring], methods: [String])]>([])

    /// - Parameter methods: By path, as `/v1/products/{id}`.
    func take(_ methods: [String: [HTTPRequest.Method]]) {
        let known = methods.map { path, methods in
            (Self.parts(path), (methods.contains(.get) ? methods + [.head] : methods).map(\.rawValue))
        }
        paths.withLock { $0 = known }
    }

    /// Nil where no method leads anywhere.
    func at(_ path: String) -> [String]? {
        let given = Self.parts(path)
        return paths.withLock { paths in
            paths.first { known in
                known.parts.count == given.count
                    && zip(known.parts, given).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
            }?.methods
        }
    }

    private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }
}
