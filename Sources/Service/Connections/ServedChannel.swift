import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection of the server: HTTP/1.1, within TLS where there is an identity.
///
/// Hummingbird's own TLS channel keeps the certificate that it began with, and this one takes up a renewed one.
struct ServedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let http: HTTP1Channel
    let identity: LiveValue<TLSIdentity?>
    let settings: ServiceSettings
    let metrics: ServiceMetrics

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let (pipeline, metrics) = (channel.pipeline.syncOperations, metrics)
            try pipeline.addHandlers([
                HeadDeadlineHandler(seconds: settings.headerSeconds) { metrics.closed(.slowHead) },
                SlowReaderHandler(seconds: settings.sendSeconds) { metrics.closed(.slowReader) },
            ])
            guard let identity = identity.current else { return }
            try pipeline.addHandler(NIOSSLServerHandler(context: identity.context))
        }.flatMap { http.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await http.handle(value: value, logger: logger)
        }
    }
}
