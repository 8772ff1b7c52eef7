import Hummingbird
import NIOCore

/// What a request carries through the server.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The name of the access key that came with it; empty where none is asked for.
    var keyName = ""
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Tells whether the client has left; on a connection that is none (in tests) it never does.
    var departure: Departure {
        get async {
            let handler = try? await channel.pipeline.handler(type: DepartureHandler.self).get()
            return handler?.departure ?? Departure()
        }
    }
}
