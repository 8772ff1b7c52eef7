import HummingbirdCore
import NIOCore
import Synchronization

/// The connections that are open: how many there may be, and which one makes room for the next.
///
/// Where all places are taken the connection goes that has been idle longest. So a thousand that only lie there keep nobody
/// out; where none is idle, whoever comes waits in the system's own queue.
final class ConnectionTable: AvailableConnectionsDelegate {
    let limit: Int
    private let state = Mutex(State())

    private struct State {
        var open = 0
        var known: [ObjectIdentifier: Entry] = [:]
        /// Counts on with each connection that becomes idle: the least number has been so longest.
        var clock: UInt64 = 0
        /// Somebody waits to be let in, and none was idle to make room: the first that is goes.
        var isAwaited = false
    }

    private struct Entry {
        let channel: any Channel
        let departure: Departure
        /// Nil while a request is answered on it, and once it was asked to go.
        var idleSince: UInt64?
    }

    /// How long one that was just accepted may take to ask before it goes.
    static let grace = TimeAmount.milliseconds(100)

    /// Asks a connection to close, if it is still idle.
    struct MakeRoom: Sendable {}

    init(limit: Int) {
        precondition(limit > 0, "there is a connection")
        self.limit = limit
    }

    /// No more than the settings say, and a few less than files may be open: the index and the catalogue need some.
    convenience init(settings: ServiceSettings, openFiles: Int = OpenFiles.limit) {
        self.init(limit: max(1, min(settings.connectionLimit, openFiles - min(256, openFiles / 2))))
    }

    var counts: (open: Int, idle: Int) {
        state.withLock { state in (state.open, state.known.values.count { $0.idleSince != nil }) }
    }

    /// Tells whether the client of a channel has left; nil where it is no connection of this server's.
    func departure(of channel: any Channel) -> Departure? {
        state.withLock { $0.known[ObjectIdentifier(channel)]?.departure }
    }

    func begin(_ channel: any Channel, _ departure: Departure) {
        let isAwaited = state.withLock { state in
            state.clock += 1
            state.known[ObjectIdentifier(channel)] = Entry(
                channel: channel, departure: departure, idleSince: state.clock)
            return state.isAwaited
        }
        guard isAwaited else { return }
        // It was accepted before the next was refused, and is known here only now. It may be about to ask.
        channel.eventLoop.scheduleTask(in: Self.grace) {
            if self.state.withLock(\.isAwaited) { self.makeRoom() }
        }
    }

    func end(_ channel: any Channel) { state.withLock { $0.known[ObjectIdentifier(channel)] = nil } }

    func becameBusy(_ channel: any Channel) {
        state.withLock { $0.known[ObjectIdentifier(channel)]?.idleSince = nil }
    }

    func becameIdle(_ channel: any Channel) {
        let isAwaited = state.withLock { state in
            state.clock += 1
            state.known[ObjectIdentifier(channel)]?.idleSince = state.clock
            return state.isAwaited
        }
        if isAwaited { makeRoom() }
    }

    /// Asks the one that has been idle longest to go.
    func makeRoom() {
        let longest = state.withLock { state -> (any Channel)? in
            var longest: (key: ObjectIdentifier, since: UInt64)?
            for (key, entry) in state.known {
                guard let since = entry.idleSince, since < longest?.since ?? .max else { continue }
                longest = (key, since)
            }
            state.isAwaited = longest == nil
            guard let longest else { return nil }
            // It is asked once; what it does then it says itself.
            state.known[longest.key]?.idleSince = nil
            return state.known[longest.key]?.channel
        }
        longest?.pipeline.fireUserInboundEventTriggered(MakeRoom())
    }

    func connectionOpened() { state.withLock { $0.open += 1 } }
    func connectionClosed() { state.withLock { $0.open -= 1 } }

    func isAcceptingNewConnections() -> Bool {
        let hasRoom = state.withLock { state in
            if state.open < limit { state.isAwaited = false }
            return state.open < limit
        }
        if !hasRoom { makeRoom() }
        return hasRoom
    }
}
