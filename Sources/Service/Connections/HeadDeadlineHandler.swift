import NIOCore

/// Closes a connection on which the head of a request takes too long, from its first byte on; with TLS, what both sides say
/// beforehand is part of it.
///
/// It stands before everything else in the pipeline, where bytes are still bytes.
final class HeadDeadlineHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let limit: TimeAmount
    private let onClose: () -> Void
    private var isHeadUnderWay = false
    private var isRequestUnderWay = false
    private var end: Scheduled<Void>?

    init(seconds: Int, onClose: @escaping () -> Void) {
        limit = .seconds(Int64(seconds))
        self.onClose = onClose
    }

    func headArrived() {
        (isHeadUnderWay, isRequestUnderWay) = (false, true)
        end?.cancel()
        end = nil
    }

    func requestEnded() { isRequestUnderWay = false }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isRequestUnderWay { isHeadUnderWay = true }
        context.fireChannelRead(data)
        // A head that comes whole, as nearly all do, costs no timer.
        guard isHeadUnderWay, end == nil, context.channel.isActive else { return }
        end = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            self.onClose()
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        end = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end?.cancel()
        end = nil
    }
}
