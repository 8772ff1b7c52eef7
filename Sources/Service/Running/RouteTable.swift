import HTTPTypes
import Hummingbird

/// The routes of the server, each with the role that it needs.
struct RouteTable {
    typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

    let router: Router<ServiceContext>
    /// The methods by path, as `/v1/products/{id}`.
    private(set) var methods: [String: [HTTPRequest.Method]] = [:]
    private let keys: [AccessKey]

    init(_ router: Router<ServiceContext>, keys: [AccessKey]) {
        (self.router, self.keys) = (router, keys)
    }

    /// - Parameter needed: The role that a key must have; nil where no key is asked for.
    mutating func on(
        _ method: HTTPRequest.Method, _ path: String, needs needed: AccessRole?, use handler: @escaping Handler
    ) {
        methods[path, default: []].append(method)
        if let needed {
            router.group().add(middleware: AccessMiddleware(keys: keys, needed: needed))
                .on(RouterPath(path), method: method, use: handler)
        } else {
            router.on(RouterPath(path), method: method, use: handler)
        }
    }
}
