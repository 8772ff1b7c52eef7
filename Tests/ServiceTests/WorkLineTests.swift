import Dispatch
import Testing

@testable import Service

@Suite struct WorkLineTests {
    /// A line of numbers, told in words that an expectation can hold.
    private final class Line {
        private var line: WorkLine<Int>

        init(places: Int, workers: Int) { line = WorkLine(places: places, workers: workers) }

        var begun: Int { line.begun }
        var waiting: [Int] { line.waiting }
        var count: Int { line.count }

        func add(_ job: Int) -> Bool { line.add(job) }
        func end() -> Next { Next(line.end()) }
        func leave() -> Next { Next(line.leave()) }
        func comeBack() -> DispatchSemaphore? { line.comeBack() }
        var isAtEase: Bool { line.isAtEase }
        func drop(_ job: Int) -> [Int] { line.drop { $0 == job } }
    }

    /// Who goes on.
    private enum Next: Equatable {
        case comingBack(ObjectIdentifier)
        case beginning(Int)
        case nobody

        init(_ successor: WorkLine<Int>.Successor) {
            self =
                switch successor {
                case .comingBack(let signal): .comingBack(ObjectIdentifier(signal))
                case .beginning(let job): .beginning(job)
                case .nobody: .nobody
                }
        }
    }

    @Test func asManyComputeAsThereArePlacesAndTheOthersWaitInOrder() {
        let line = Line(places: 2, workers: 8)
        #expect([1, 2, 3, 4].map { line.add($0) } == [true, true, false, false])
        #expect(line.begun == 2 && line.waiting == [3, 4] && line.count == 4)
        #expect(line.end() == .beginning(3))
        #expect(line.end() == .beginning(4))
        #expect(line.end() == .nobody)
        #expect(line.end() == .nobody)
        #expect(line.count == 0)
    }

    @Test func aPlaceThatIsLeftIsTakenAndWhoComesBackGoesFirst() throws {
        let line = Line(places: 1, workers: 8)
        #expect([1, 2, 3].map { line.add($0) } == [true, false, false])
        #expect(line.leave() == .beginning(2))
        #expect(line.begun == 2 && line.waiting == [3])
        let signal = try #require(line.comeBack())
        #expect(line.end() == .comingBack(ObjectIdentifier(signal)))
        #expect(line.begun == 1 && line.waiting == [3])
        #expect(line.end() == .beginning(3))
    }

    @Test func whoComesBackToAFreePlaceGoesOnAtOnce() {
        let line = Line(places: 1, workers: 8)
        #expect(line.add(1))
        #expect(line.leave() == .nobody)
        #expect(line.comeBack() == nil)
        #expect(!line.isAtEase && !line.add(2))
        #expect(line.drop(2) == [2] && line.count == 1)
        #expect(line.end() == .nobody)
        #expect(line.isAtEase)
    }

    @Test func noMoreAreBegunThanThereAreWorkers() {
        let line = Line(places: 1, workers: 2)
        #expect([1, 2, 3].map { line.add($0) } == [true, false, false])
        #expect(line.leave() == .beginning(2))
        #expect(line.leave() == .nobody)
        #expect(line.begun == 2 && line.waiting == [3])
        #expect(line.comeBack() == nil)
        #expect(line.end() == .beginning(3))
    }
}
