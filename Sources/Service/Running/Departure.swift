import NIOCore
import Synchronization

/// Whether whoever asked has left; what was not begun for them need not be done.
final class Departure: Sendable {
    private let gone = Atomic(false)

    var hasLeft: Bool { gone.load(ordering: .relaxed) }
    func leave() { gone.store(true, ordering: .relaxed) }
}

/// Notices on a connection that the client has closed its side.
///
/// A client that closes only its sending side looks the same; it loses its place where it has to wait, nothing else.
final class DepartureHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Never

    let departure = Departure()

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { departure.leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        departure.leave()
        context.fireChannelInactive()
    }
}
