import HTTPTypes
import Hummingbird
import Logging

/// Lets a request pass whose key has the role that the route needs; all of them where the settings have no keys.
struct AccessMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let keys: [AccessKey]
    let needed: AccessRole

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if !keys.isEmpty {
            guard let key = Self.key(in: request.headers) else { throw RequestError.noKey }
            guard let known = keys.known(key) else { throw RequestError.unknownKey }
            guard known.role >= needed else {
                // Whoever runs the server gave its owner too little, or should know what was tried.
                context.logger.warning(
                    "a key's role is too low",
                    metadata: ["key": "\(known.name)", "needed": "\(needed)", "path": "\(request.uri.path)"])
                throw RequestError.roleTooLow(needed: needed)
            }
            context.keyName = known.name
        }
        return try await next(request, context)
    }

    private static func key(in headers: HTTPFields) -> String? {
        if let name = HTTPField.Name("X-API-Key"), let key = headers[name] { return key }
        guard let words = headers[.authorization]?.split(separator: " ", maxSplits: 1), words.count == 2,
            words[0].lowercased() == "bearer"
        else { return nil }
        return String(words[1].drop { $0 == " " })
    }
}
