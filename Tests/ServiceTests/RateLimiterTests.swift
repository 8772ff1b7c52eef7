import NIOCore
import Testing

@testable import Service

@Suite struct RateLimiterTests {
    private let start = ContinuousClock.now
    private let limit = RateLimit(perSecond: 2, burst: 3)

    private func client(_ number: Int) -> RateLimiter.Client { .key("\(number)") }

    @Test func aBurstIsAllowedAndThenAsManyAsTheRateFills() {
        let limiter = RateLimiter()
        let first = (0..<5).map { _ in limiter.take(client(0), limit, at: start) }
        #expect(first.map(\.isAllowed) == [true, true, true, false, false])
        #expect(first.map { Int($0.tokens) } == [2, 1, 0, 0, 0])
        #expect(first.last?.wait == 1)
        let later = (0..<3).map { _ in limiter.take(client(0), limit, at: start + .milliseconds(1100)) }
        #expect(later.map(\.isAllowed) == [true, true, false])
        let muchLater = (0..<4).map { _ in limiter.take(client(0), limit, at: start + .seconds(3600)) }
        #expect(muchLater.map(\.isAllowed) == [true, true, true, false])
    }

    @Test func oneClientTakesNothingFromAnother() {
        let limiter = RateLimiter()
        for _ in 0..<10 { _ = limiter.take(client(0), limit, at: start) }
        #expect(limiter.take(client(1), limit, at: start).isAllowed)
        #expect(!limiter.take(client(0), limit, at: start).isAllowed)
    }

    @Test func aClockThatStandsStillOrGoesBackGivesNothing() {
        let limiter = RateLimiter()
        for _ in 0..<3 { _ = limiter.take(client(0), limit, at: start) }
        #expect(!limiter.take(client(0), limit, at: start - .seconds(60)).isAllowed)
        #expect(!limiter.take(client(0), limit, at: start).isAllowed)
    }

    @Test func memoryIsBoundedAndWhoAsksOnIsRemembered() {
        let limiter = RateLimiter(generation: 100)
        for _ in 0..<3 { _ = limiter.take(client(-1), limit, at: start) }
        for number in 0..<10_000 {
            _ = limiter.take(client(number), limit, at: start)
            #expect(limiter.count <= 200)
            if number % 50 == 0 { #expect(!limiter.take(client(-1), limit, at: start).isAllowed) }
        }
    }

    @Test(arguments: [(0.001, 1, 1000), (1000, 1, 1), (1e-300, 1, 1_000_000_000), (0.4, 5, 3)])
    func theWaitIsRoundedUpAndNeverTooLongForANumber(rate: Double, burst: Int, wait: Int) {
        let limiter = RateLimiter()
        let limit = RateLimit(perSecond: rate, burst: burst)
        for _ in 0..<burst { _ = limiter.take(client(0), limit, at: start) }
        let refused = limiter.take(client(0), limit, at: start)
        #expect(!refused.isAllowed && refused.wait == wait)
        #expect(refused.problem.headers == ["Retry-After": "\(wait)"])
    }

    @Test func anAddressIsToldByItsNetwork() throws {
        func address(_ text: String) throws -> ClientAddress {
            ClientAddress(try SocketAddress(ipAddress: text, port: 1))
        }
        #expect(try address("10.0.0.1") != address("10.0.0.2"))
        #expect(try address("10.0.0.1") == address("::ffff:10.0.0.1"))
        #expect(try address("2001:db8::1") == address("2001:db8::2:3"))
        #expect(try address("2001:db8::1") != address("2001:db8:0:1::1"))
        #expect(ClientAddress(nil) == ClientAddress(nil))
    }
}
