import Testing

@testable import Service

@Suite struct PatienceTests {
    private let start = ContinuousClock.now

    @Test func aCrowdMayTakeAllTheTimeAndALineThatLastsAThird() {
        var patience = Patience(.milliseconds(150))
        func left(_ time: Int, at now: Int, isAtEase: Bool = false) -> Duration {
            patience.left(for: .milliseconds(time), isAtEase: isAtEase, at: start + .milliseconds(now))
        }
        #expect(left(140, at: 0) == .milliseconds(150))
        #expect(left(140, at: 150) == .milliseconds(150))
        #expect(left(140, at: 151) == .milliseconds(50))
        // It is short again and still there.
        #expect(left(40, at: 160) == .milliseconds(50))
        #expect(left(140, at: 170) == .milliseconds(50))
        #expect(left(3, at: 200, isAtEase: true) == .milliseconds(150))
        #expect(left(140, at: 210) == .milliseconds(150))
    }

    @Test func aLineThatIsShortInBetweenDoesNotLast() {
        var patience = Patience(.milliseconds(150))
        for moment in stride(from: 0, to: 1000, by: 100) {
            let long = patience.left(
                for: .milliseconds(140), isAtEase: false, at: start + .milliseconds(moment))
            let short = patience.left(
                for: .milliseconds(50), isAtEase: false, at: start + .milliseconds(moment + 90))
            #expect(long == .milliseconds(150) && short == .milliseconds(150))
        }
    }
}
