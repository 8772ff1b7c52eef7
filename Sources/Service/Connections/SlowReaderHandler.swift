import NIOCore

/// Closes a connection whose client does not take its answer: less than a kilobyte a second while more waits to be sent.
final class SlowReaderHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    private let seconds: Int
    private let onClose: () -> Void
    private var look: Scheduled<Void>?

    init(seconds: Int, onClose: @escaping () -> Void) { (self.seconds, self.onClose) = (seconds, onClose) }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            look?.cancel()
            look = nil
        } else if look == nil {
            watch(context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func watch(_ context: ChannelHandlerContext) {
        let before = Self.waiting(context)
        look = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
            guard context.channel.isActive else { return }
            if before - Self.waiting(context) < self.seconds << 10 {
                self.onClose()
                context.close(promise: nil)
            } else {
                self.watch(context)
            }
        }
    }

    /// Bytes that the system has not taken yet.
    private static func waiting(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func channelInactive(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
    }
}
