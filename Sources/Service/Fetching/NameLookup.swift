import Foundation
import Synchronization

/// Asks the system for the addresses of names, on threads of its own: a lookup holds its thread for seconds where a name
/// server does not answer.
struct NameLookup: Sendable {
    private let queue = WorkQueue("names", workers: 16, bound: 0)

    /// Every address of `name`, the best one first.
    ///
    /// Who is cancelled does not wait for the name server; the thread does, and counts as held until then.
    func addresses(of name: String) async throws -> [NetworkAddress] {
        let (queue, answer) = (queue, Answer())
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.wait(continuation)
                Task {
                    do { answer.give(.success(try await queue.run { try Self.ask(name) })) } catch {
                        answer.give(.failure(error))
                    }
                }
            }
        } onCancel: {
            answer.give(.failure(CancellationError()))
        }
    }

    /// The first answer counts, whether it comes before or after somebody waits for it.
    private final class Answer: Sendable {
        typealias Waiting = CheckedContinuation<[NetworkAddress], any Error>
        private let state = Mutex<(waiting: Waiting?, early: Result<[NetworkAddress], any Error>?)>((nil, nil))

        func wait(_ continuation: Waiting) {
            let early = state.withLock { state in
                if state.early == nil { state.waiting = continuation }
                return state.early
            }
            if let early { continuation.resume(with: early) }
        }

        func give(_ result: Result<[NetworkAddress], any Error>) {
            let waiting = state.withLock { state in
                if state.early == nil { state.early = result }
                defer { state.waiting = nil }
                return state.waiting
            }
            waiting?.resume(with: result)
        }
    }

    private static func ask(_ name: String) throws -> [NetworkAddress] {
        var hints = addrinfo()
        (hints.ai_family, hints.ai_socktype) = (AF_UNSPEC, Int32(SOCK_STREAM.rawValue))
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &first) == 0 else { throw FetchError.unknownHost(name) }
        defer { freeaddrinfo(first) }
        var addresses: [NetworkAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let given = entry.ai_addr, let address = NetworkAddress(given, length: Int(entry.ai_addrlen)) {
                addresses.append(address)
            }
            next = entry.ai_next
        }
        return addresses
    }
}
