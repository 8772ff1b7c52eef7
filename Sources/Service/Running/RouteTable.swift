import HTTPTypes
import Hummingbird

/// The routes of the server, each with the role that it needs.
struct RouteTable {
    typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

    let router: Router<ServiceContext>
    /// The methods by path, as `/v1/products/{id}`.
    private(set) var methods: [String: [HTTPRequest.Method]] = [:]
    private let gate: AccessGate

    init(_ router: Router<ServiceContext>, gate: AccessGate) {
        (self.router, self.gate) = (router, gate)
    }

    /// - Parameters:
    ///   - needed: The role that a key must have; nil where no key is asked for, nor is it counted who asks how often.
    ///   - isLimited: Whether a request counts against its client's limit.
    mutating func on(
        _ method: HTTPRequest.Method, _ path: String, needs needed: AccessRole?, isLimited: Bool = true,
        use handler: @escaping Handler
    ) {
        methods[path, default: []].append(method)
        if let needed {
            router.group().add(middleware: AccessMiddleware(gate: gate, needed: needed, isLimited: isLimited))
                .on(RouterPath(path), method: method, use: handler)
        } else {
            router.on(RouterPath(path), method: method, use: handler)
        }
    }
}
