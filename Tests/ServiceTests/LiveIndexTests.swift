import Foundation
import Logging
import Retrieval
import Synchronization
import Testing

@testable import Service

@Suite struct LiveIndexTests {
    /// What opening the index throws.
    private final class Fault: Sendable {
        private let error: Mutex<RetrievalError>
        init(_ error: RetrievalError) { self.error = Mutex(error) }
        func become(_ error: RetrievalError) { self.error.withLock { $0 = error } }
        func open() throws -> Retriever { throw error.withLock { $0 } }
    }

    private func index(_ fault: Fault) -> LiveIndex {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return LiveIndex(opening: { try fault.open() }, logger: logger)
    }

    @Test func anIndexThatKeepsFailingIsReadEverMoreRarely() {
        let fault = Fault(.damagedSnapshot(path: "a", reason: "b"))
        let index = index(fault)
        var pauses = [index.pause]
        for _ in 0..<8 {
            index.look()
            pauses.append(index.pause)
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        fault.become(.damagedSnapshot(path: "another", reason: "b"))
        index.look()
        #expect(index.pause == .seconds(1))
    }

    @Test func whereThereIsNoIndexTheFirstIsNotMissed() {
        let index = index(Fault(.noIndex(path: "a")))
        for _ in 0..<5 { index.look() }
        #expect(index.pause == .seconds(1))
    }
}
