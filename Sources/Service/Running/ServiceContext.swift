import Hummingbird
import NIOCore

/// What a request carries through the server.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// By this the answer, the log and a problem name the request.
    var id: String
    let notes = RequestNotes()
    /// What its body takes of the memory for all of them.
    let body = BodyMemory.Share()
    /// Tells whether the client has left; on a connection that is none (in tests) it never does.
    var departure = Departure()
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        id = source.logger[metadataKey: "hb.request.id"]?.description ?? "\(RequestID())"
        channel = source.channel
    }

    /// The pattern of the route that answers, as `/v1/products/{id}`.
    var route: String { endpointPath ?? "NotFound" }

    /// Where the client asks from, or what speaks for it.
    var address: ClientAddress { ClientAddress(channel.remoteAddress) }
}
