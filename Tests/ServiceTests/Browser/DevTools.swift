import Foundation
import Synchronization

/// Chromium's DevTools protocol over two files: texts of JSON, each with a zero byte behind it.
final class DevTools: Sendable {
    /// Something the browser told without being asked.
    struct Event: Sendable {
        let session: String?
        let method: String
        /// The whole text.
        let text: Data
    }

    private struct State {
        var last = 0
        var isOver = false
        var waiting: [Int: CheckedContinuation<Data, any Error>] = [:]
        var events: [Event] = []
    }

    private struct Head: Decodable {
        struct Fault: Decodable { let message: String }
        let id: Int?
        let method: String?
        let sessionId: String?
        let error: Fault?
    }

    private let commands: Int32
    private let state = Mutex(State())

    init(commands: Int32, answers: Int32) {
        self.commands = commands
        Thread.detachNewThread { [self] in read(answers) }
    }

    /// Asks for something and waits for the answer, whole.
    func ask(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) async throws -> Data {
        let (number, text) = try command(method, parameters, session: session)
        let answer = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Data, any Error>) in
                let isOver = state.withLock { state in
                    if !state.isOver { state.waiting[number] = waiting }
                    return state.isOver
                }
                if isOver { return waiting.resume(throwing: BrowserError.gone) }
                if Task.isCancelled { return give(.failure(CancellationError()), to: number) }
                send(text)
            }
        } onCancel: {
            give(.failure(CancellationError()), to: number)
        }
        if let fault = try JSONDecoder().decode(Head.self, from: answer).error {
            throw BrowserError.refused(method: method, reason: fault.message)
        }
        return answer
    }

    /// What a session was told so far, the oldest first.
    func events(of session: String) -> [Event] { state.withLock { $0.events.filter { $0.session == session } } }

    private func command(
        _ method: String, _ parameters: [String: Any], session: String?
    ) throws -> (number: Int, text: Data) {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        var command: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { command["sessionId"] = session }
        return (number, try JSONSerialization.data(withJSONObject: command) + [0])
    }

    private func give(_ answer: Result<Data, any Error>, to number: Int) {
        state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(with: answer)
    }

    /// Where the browser is gone nothing can be written; the reader tells those who wait.
    private func send(_ text: Data) {
        state.withLock { _ in
            text.withUnsafeBytes { bytes in
                var sent = 0
                while sent < bytes.count {
                    let more = write(commands, bytes.baseAddress! + sent, bytes.count - sent)
                    if more < 0 && errno == EINTR { continue }
                    if more <= 0 { return }
                    sent += more
                }
            }
        }
    }

    private func read(_ answers: Int32) {
        var (text, buffer) = (Data(), [UInt8](repeating: 0, count: 1 << 16))
        while true {
            let count = Foundation.read(answers, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            for part in buffer[..<count].split(separator: 0, omittingEmptySubsequences: false).enumerated() {
                // Each zero byte ends a text; what is behind the last one goes on with the next bytes.
                if part.offset > 0 {
                    take(text)
                    text = Data()
                }
                text.append(contentsOf: part.element)
            }
        }
        close(answers)
        let waiting = state.withLock { state in
            defer { (state.isOver, state.waiting) = (true, [:]) }
            return state.waiting.values
        }
        for one in waiting { one.resume(throwing: BrowserError.gone) }
    }

    private func take(_ text: Data) {
        guard let head = try? JSONDecoder().decode(Head.self, from: text) else { return }
        if let number = head.id { return give(.success(text), to: number) }
        guard let method = head.method else { return }
        state.withLock { $0.events.append(Event(session: head.sessionId, method: method, text: text)) }
        // A page that asks its reader something, as whether to leave, does nothing until it is answered.
        guard method == "Page.javascriptDialogOpening",
            let yes = try? command("Page.handleJavaScriptDialog", ["accept": true], session: head.sessionId)
        else { return }
        send(yes.text)
    }
}
