import NIOCore
import NIOEmbedded
import Testing

@testable import Service

@Suite struct ConnectionTableTests {
    /// Counts how often its connection is asked to go.
    private final class Asked: ChannelInboundHandler {
        typealias InboundIn = Never
        var times = 0

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event is ConnectionTable.MakeRoom { times += 1 }
        }
    }

    private func connection() -> (channel: EmbeddedChannel, asked: Asked) {
        let asked = Asked()
        return (EmbeddedChannel(handler: asked), asked)
    }

    @Test func whoComesWhileTheLastOnesAreStillBeingSetUpIsMadeRoomForOnceTheyAre() {
        let table = ConnectionTable(limit: 2)
        let (first, second) = (connection(), connection())
        for _ in 0..<2 { table.connectionOpened() }
        // Both are accepted, and neither is known yet on the loop of its own.
        #expect(!table.isAcceptingNewConnections())
        for one in [first, second] { table.begin(one.channel, Departure()) }
        #expect(first.asked.times == 0, "it may be about to ask")
        // One goes for one that waits.
        for one in [first, second] { one.channel.embeddedEventLoop.advanceTime(by: ConnectionTable.grace) }
        #expect([first, second].map(\.asked.times) == [1, 0])
        table.end(first.channel)
        table.connectionClosed()
        #expect(table.isAcceptingNewConnections() && second.asked.times == 0)
    }

    @Test func whereAllAreBusyTheFirstThatIsIdleGoesAndNoOther() {
        let table = ConnectionTable(limit: 2)
        let both = [connection(), connection()]
        for one in both {
            table.connectionOpened()
            table.begin(one.channel, Departure())
            table.becameBusy(one.channel)
        }
        #expect(!table.isAcceptingNewConnections())
        for one in both { table.becameIdle(one.channel) }
        #expect(both.map(\.asked.times) == [1, 0])
    }

    @Test func theOneThatHasBeenIdleLongestGoes() {
        let table = ConnectionTable(limit: 3)
        let all = [connection(), connection(), connection()]
        for one in all {
            table.connectionOpened()
            table.begin(one.channel, Departure())
        }
        table.becameBusy(all[0].channel)
        table.becameIdle(all[0].channel)
        #expect(!table.isAcceptingNewConnections())
        #expect(all.map(\.asked.times) == [0, 1, 0])
    }
}
