import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTPTypes

/// Gives what the framework answers by itself, to bytes that are no request, the form of every other answer.
///
/// Such bytes never come as far as the router: no middleware sees them.
final class UnreadableHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let metrics: ServiceMetrics
    private let logger: Logger

    init(metrics: ServiceMetrics, logger: Logger) { (self.metrics, self.logger) = (metrics, logger) }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(let head) = unwrapOutboundIn(data), head.status.kind != .informational,
            head.headerFields[.requestID] == nil
        else { return context.write(data, promise: promise) }
        var problem = Problem(
            400, "unreadable", "Unreadable request", "this is no HTTP/1.1, or its head is longer than 80 KiB")
        let id = "\(RequestID())"
        problem.request = id
        var answer = problem.response
        SecurityHeaders.add(to: &answer.headers)
        answer.headers[.requestID] = id
        answer.headers[.connection] = "close"
        answer.headers[.contentLength] = "\(problem.bytes.count)"
        metrics.count(route: "Unreadable", method: "other", status: 400, after: .zero)
        logger.info(
            "answered", metadata: ["request": "\(id)", "route": "Unreadable", "status": .stringConvertible(400)])
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem.bytes))), promise: promise)
    }
}
