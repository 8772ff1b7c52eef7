import Catalog
import HTTPTypes
import Hummingbird
import Synchronization

/// Does a write that has an `Idempotency-Key` once, and gives the same answer to the same request for a day.
///
/// The answer is kept in the transaction of the write: both are on disk, or neither. What was refused is not kept, and may
/// be sent again under its key.
final class OnceOnly: Sendable {
    private let store: CatalogStore
    /// Whose first request is still worked on, by owner and key.
    private let busy = Mutex<Set<[String]>>([])

    init(_ store: CatalogStore) { self.store = store }

    /// - Parameters:
    ///   - address: Where what was made is found, by the answer; nil where nothing is.
    ///   - work: Does the write; it is to keep the answer under the key that it is given, nil where there is none.
    func answer(
        _ request: Request, _ body: [UInt8], _ context: ServiceContext,
        at address: (WrittenAnswer) throws -> String? = { _ in nil },
        _ work: (WriteKey?) async throws -> WrittenAnswer
    ) async throws -> Response {
        guard let key = try WriteKey(request, body, owner: context.notes.key ?? "") else {
            return try Self.response(try await work(nil), at: address)
        }
        let name = [key.owner, key.key]
        guard busy.withLock({ $0.insert(name).inserted }) else { throw IdempotencyError.busy }
        defer { busy.withLock { _ = $0.remove(name) } }
        if let again = try again(key, at: address) { return again }
        do { return try Self.response(try await work(key), at: address) } catch is KeyTaken {
            // Another process had the same request at the same time.
            guard let again = try again(key, at: address) else { throw IdempotencyError.busy }
            return again
        }
    }

    private static func response(
        _ answer: WrittenAnswer, at address: (WrittenAnswer) throws -> String?
    ) throws -> Response {
        var response = answer.response
        if let place = try address(answer) { response.headers[.location] = place }
        return response
    }

    private func again(_ key: WriteKey, at address: (WrittenAnswer) throws -> String?) throws -> Response? {
        guard let kept = try store.keptAnswer(owner: key.owner, key: key.key, now: WriteKey.now) else { return nil }
        guard kept.request == key.request else { throw IdempotencyError.otherRequest }
        let answer = WrittenAnswer(status: kept.status, type: kept.type, body: kept.body)
        var response = try Self.response(answer, at: address)
        if let name = HTTPField.Name("Idempotency-Replayed") { response.headers[name] = "true" }
        return response
    }
}

/// What is wrong with the use of a key; the client must act.
enum IdempotencyError: Error, Equatable {
    /// The first request with the key is still worked on.
    case busy
    /// The key came with another request before.
    case otherRequest
}
