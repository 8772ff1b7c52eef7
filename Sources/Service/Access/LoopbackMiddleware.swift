import Hummingbird

/// Refuses a request that was sent to another name than this machine's own.
///
/// Where no key is asked for, a page from elsewhere could let its own name lead to 127.0.0.1 and then read every answer
/// as if it came from itself (DNS rebinding); its visitor's browser still says that name. A client that names no host
/// is no browser.
struct LoopbackMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let policy: LiveValue<AccessPolicy>

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        if policy.current.isLoopbackOnly, let authority = request.head.authority,
            !LoopbackHost.contains(authority: authority)
        {
            throw RequestError.otherHost
        }
        return try await next(request, context)
    }
}
