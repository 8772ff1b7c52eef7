import NIOCore
import NIOHTTPTypes

/// Tells of one connection whether it is idle, and whether its client has left.
///
/// A client that closes only its sending side looks as if it had left; it loses its place where it has to wait, nothing else.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let table: ConnectionTable
    private let metrics: ServiceMetrics
    private let departure = Departure()
    private var deadline: HeadDeadlineHandler?
    private var unanswered = 0

    init(table: ConnectionTable, metrics: ServiceMetrics) { (self.table, self.metrics) = (table, metrics) }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = try? context.pipeline.syncOperations.handler(type: HeadDeadlineHandler.self)
        table.begin(context.channel, departure)
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave(context.channel) }

    func channelInactive(context: ChannelHandlerContext) {
        leave(context.channel)
        context.fireChannelInactive()
    }

    private func leave(_ channel: any Channel) {
        departure.leave()
        table.end(channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            deadline?.headArrived()
            unanswered += 1
            if unanswered == 1 { table.becameBusy(context.channel) }
        case .body: break
        case .end: deadline?.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), unanswered > 0 {
            unanswered -= 1
            if unanswered == 0 { table.becameIdle(context.channel) }
        }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ConnectionTable.MakeRoom:
            if unanswered == 0 {
                metrics.closed(.room)
                context.close(promise: nil)
            } else {
                // A request came first; another connection has to go.
                table.makeRoom()
            }
            return
        case ChannelEvent.inputClosed: departure.leave()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }
}
