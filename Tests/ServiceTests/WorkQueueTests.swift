import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Retrieval
@testable import Service

@Suite(.timeLimit(.minutes(10))) struct WorkQueueTests {
    /// Keeps workers busy until it is opened.
    private final class Gate: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        func wait() { semaphore.wait() }
        func open(for workers: Int = 1) { for _ in 0..<workers { semaphore.signal() } }
    }

    /// How many computed at the same time.
    private final class Crowd: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }
        func compute() {
            state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            Thread.sleep(forTimeInterval: 0.0005)
            state.withLock { $0.now -= 1 }
        }
    }

    /// What was done, in order.
    private final class Done: Sendable {
        private let list = Mutex<[Int]>([])
        var numbers: [Int] { list.withLock { $0 } }
        func append(_ number: Int) { list.withLock { $0.append(number) } }
    }

    private func reach(_ load: (waiting: Int, running: Int), in queue: WorkQueue) async throws {
        while queue.load != load { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func workWaitsForAWorkerAndWhatIsTooMuchIsRefusedAtOnce() async throws {
        let (queue, gate) = (WorkQueue("test", workers: 1, bound: 2), Gate())
        async let first = queue.run { () -> Int in
            gate.wait()
            return 1
        }
        try await reach((0, 1), in: queue)
        async let second = queue.run { 2 }
        async let third = queue.run { 3 }
        try await reach((2, 1), in: queue)
        await #expect(throws: QueueFull.self) { try await queue.run { 4 } }
        gate.open()
        #expect(try await [first, second, third] == [1, 2, 3])
        #expect(try await queue.run { 5 } == 5)
    }

    @Test func whatIsNotWantedAnyMoreIsSkippedAndMakesRoom() async throws {
        let (queue, gate) = (WorkQueue("test", workers: 1, bound: 1), Gate())
        let begun = Atomic(0)
        async let first: Void = queue.run { gate.wait() }
        try await reach((0, 1), in: queue)
        let departure = Departure()
        let left = Task { try await queue.run(for: departure) { begun.add(1, ordering: .relaxed) } }
        try await reach((1, 1), in: queue)
        departure.leave()
        let next = Task { try await queue.run { 7 } }
        await #expect(throws: CancellationError.self) { try await left.value }
        try await reach((1, 1), in: queue)
        gate.open()
        try await first
        #expect(try await next.value == 7)
        #expect(begun.load(ordering: .relaxed) == 0)
    }

    @Test func thoseWhoStayKeepTheirOrderWhenOthersMakeRoom() async throws {
        let (queue, gate) = (WorkQueue("test", workers: 1, bound: 3), Gate())
        let done = Done()
        async let first: Void = queue.run { gate.wait() }
        try await reach((0, 1), in: queue)
        let departure = Departure()
        let left = Task { try await queue.run(for: departure) { done.append(0) } }
        try await reach((1, 1), in: queue)
        var staying: [Task<Void, any Error>] = []
        for number in 1...3 {
            // The third takes the place of the one that left.
            if number == 3 { departure.leave() }
            staying.append(Task { try await queue.run { done.append(number) } })
            if number == 3 { await #expect(throws: CancellationError.self) { try await left.value } }
            try await reach((min(3, number + 1), 1), in: queue)
        }
        gate.open()
        try await first
        for task in staying { try await task.value }
        #expect(done.numbers == [1, 2, 3])
    }

    @Test func whatNeedNotWaitIsDoneEvenForOneWhoLooksGone() async throws {
        let departure = Departure()
        departure.leave()
        #expect(try await WorkQueue("test", workers: 1, bound: 0).run(for: departure) { 7 } == 7)
    }

    @Test func aCancelledTaskLosesItsPlace() async throws {
        let (queue, gate) = (WorkQueue("test", workers: 1, bound: 1), Gate())
        async let first: Void = queue.run { gate.wait() }
        try await reach((0, 1), in: queue)
        let left = Task { try await queue.run { 1 } }
        try await reach((1, 1), in: queue)
        left.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await left.value }
        try await first
    }

    @Test(arguments: [(Duration.milliseconds(100), true), (.seconds(3600), false), (nil, false)])
    func whatWouldBeDoneTooLateIsRefusedAtOnce(patience: Duration?, refuses: Bool) async throws {
        let queue = WorkQueue("test", workers: 1, bound: 1000, patience: patience)
        for _ in 0..<3 { try await queue.run { Thread.sleep(forTimeInterval: 0.05) } }
        let gate = Gate()
        let asking = (0..<40).map { _ in Task { try await queue.run { gate.wait() } } }
        // Those who are let in are there, and the others have their answer.
        let cores = ProcessInfo.processInfo.activeProcessorCount
        try await reach((refuses ? 2 * cores - 1 : 39, 1), in: queue)
        gate.open(for: 40)
        var refused = 0
        for task in asking {
            do { try await task.value } catch is QueueFull { refused += 1 }
        }
        #expect(refused == (refuses ? 40 - 2 * cores : 0))
    }

    @Test func whoWaitsForOthersLeavesItsPlaceToThem() async throws {
        let (queue, gate) = (WorkQueue("test", workers: 3, places: 1, bound: 9), Gate())
        let done = Done()
        // It waits for what comes after it and could not begin before it.
        async let first: Void = queue.run {
            HeldPlace.leaving { gate.wait() }
            done.append(1)
        }
        try await reach((0, 1), in: queue)
        async let second: Void = queue.run {
            done.append(2)
            gate.open()
        }
        _ = try await (first, second)
        #expect(done.numbers == [2, 1])
        #expect(queue.load == (0, 0))
    }

    @Test func noMoreComputeAtOnceThanThereArePlaces() async throws {
        let queue = WorkQueue("test", workers: 16, places: 2, bound: 1000)
        let crowd = Crowd()
        let asking = (0..<200).map { number in
            Task {
                try await queue.run {
                    crowd.compute()
                    HeldPlace.leaving { Thread.sleep(forTimeInterval: 0.001 * Double(number % 3)) }
                    crowd.compute()
                }
            }
        }
        for task in asking { try await task.value }
        #expect(crowd.most == 2)
        #expect(queue.load == (0, 0))
    }

    @Test func aFullServerAnswersBusyAtOnceAndCountsIt() async throws {
        var settings = ServiceSettings()
        (settings.queueBound, settings.answerMilliseconds) = (1, 3_600_000)
        let server = try ServiceWorld().server(settings)
        let (gate, places) = (Gate(), SameStyleServer.places)
        let busy = (0...places).map { _ in Task { try await server.encoding.run { gate.wait() } } }
        try await reach((1, places), in: server.encoding)
        try await server.application.test(.router) { client in
            let reply = try await client.ask(.get, "/v1/search?q=mug")
            #expect(reply.status == 503 && reply.problem == "busy")
            #expect(reply.response.headers[.retryAfter] == "1")
            let writing = [Task { try await server.writing.run { gate.wait() } }]
            try await reach((0, 1), in: server.writing)
            let second = Task { try await server.writing.run {} }
            try await reach((1, 1), in: server.writing)
            #expect(try await client.ask(.delete, "/v1/products/p1").problem == "busy")
            // What needs no encoding is answered all the same.
            #expect(try await client.ask(.get, "/v1/products/p0").status == 200)
            let metrics = try await client.ask(.get, "/metrics").text
            #expect(metrics.contains("\nsamestyle_queue_refused_total 2\n"))
            #expect(metrics.contains("\nsamestyle_queue_waiting{queue=\"questions\"} 1\n"))
            gate.open(for: places + 2)
            for task in busy + writing + [second] { try await task.value }
            #expect(try await client.ask(.get, "/v1/search?q=mug").status == 200)
        }
    }
}
