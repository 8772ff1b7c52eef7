import Testing

@testable import Service

@Suite struct PaceTests {
    private let start = ContinuousClock.now

    @Test func theTimeForJobsIsThatBetweenTheEndsOfTheLastOnes() {
        var pace = Pace(longest: .seconds(1))
        #expect(pace.interval == nil && pace.time(for: 100) == .zero)
        pace.begin(at: start)
        for end in 1...200 { pace.end(at: start + .milliseconds(10 * end)) }
        #expect(pace.time(for: 5) == .milliseconds(50))
        // Slower from now on: after sixteen it is mostly believed.
        for end in 1...16 { pace.end(at: start + .milliseconds(2000 + 40 * end)) }
        #expect((.milliseconds(26)...(.milliseconds(40))).contains(pace.interval ?? .zero))
    }

    @Test func timeInWhichThereIsNothingToDoDoesNotCount() {
        var pace = Pace(longest: .seconds(1))
        for second in 0..<50 {
            pace.begin(at: start + .seconds(second))
            pace.end(at: start + .seconds(second) + .milliseconds(10))
        }
        #expect(pace.interval == .milliseconds(10))
    }

    @Test func aPauseCountsNoMoreThanTheLongestTime() {
        var pace = Pace(longest: .milliseconds(160))
        pace.begin(at: start)
        pace.end(at: start + .milliseconds(16))
        pace.end(at: start + .seconds(60))
        #expect(pace.interval == .milliseconds(25))
    }
}
