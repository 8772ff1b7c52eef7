import Foundation
import Synchronization

/// Clients that a server has to bear: idle ones, heads and bodies that come byte by byte, and answers that nobody reads.
final class HarmfulClients: Sendable {
    private static let idle = 1000
    private static let slowHeads = 50
    private static let trickled = 50
    private static let unread = 20
    private static let unreadQuestions = 50
    private static let tick: UInt32 = 50_000

    /// One that goes on sending.
    private struct Sender {
        var socket: Int32
        let bytes: [UInt8]
        /// What is sent at once, to begin with.
        let atOnce: Int
        var sent = 0
    }

    private let idleSockets: [Int32]
    private let state = Mutex((isEnough: false, closed: 0))
    private let done = DispatchSemaphore(value: 0)

    /// - Parameter request: One with a body, whose bytes are sent slowly.
    init(port: UInt16, request: [UInt8]) throws {
        idleSockets = try (0..<Self.idle).map { _ in try SocketClient.connected(to: port) }
        let head = (request.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? 0) + 1
        var senders: [Sender] = []
        for _ in 0..<Self.slowHeads {
            senders.append(Sender(socket: try SocketClient.connected(to: port), bytes: request, atOnce: 1))
        }
        for _ in 0..<Self.trickled {
            senders.append(Sender(socket: try SocketClient.connected(to: port), bytes: request, atOnce: head))
        }
        let question = Array("GET /v1/search?product=p1&limit=100 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        let questions = Array(repeatElement(question, count: Self.unreadQuestions).joined())
        for _ in 0..<Self.unread {
            let socket = try SocketClient.connected(to: port)
            senders.append(Sender(socket: socket, bytes: questions, atOnce: questions.count))
        }
        Thread.detachNewThread { [self, senders] in work(senders, port) }
    }

    private func work(_ senders: [Sender], _ port: UInt16) {
        var senders = senders
        while !state.withLock({ $0.isEnough }) {
            for at in senders.indices {
                let sender = senders[at]
                guard sender.socket >= 0, sender.sent < sender.bytes.count else { continue }
                let count = sender.sent < sender.atOnce ? sender.atOnce - sender.sent : 1
                let sent = sender.bytes[sender.sent..<(sender.sent + count)].withUnsafeBytes {
                    send(sender.socket, $0.baseAddress, count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                if sent > 0 { senders[at].sent += sent }
                guard sent < 0, errno != EAGAIN, errno != EINTR else { continue }
                // Closed by the server: the next one comes at once.
                close(sender.socket)
                senders[at].sent = 0
                senders[at].socket = (try? SocketClient.connected(to: port)) ?? -1
                state.withLock { $0.closed += 1 }
            }
            usleep(Self.tick)
        }
        for sender in senders where sender.socket >= 0 { close(sender.socket) }
        done.signal()
    }

    /// Closes them all.
    ///
    /// - Returns: What they were, in words.
    func end() -> String {
        state.withLock { $0.isEnough = true }
        done.wait()
        var open = 0
        for socket in idleSockets {
            var byte: UInt8 = 0
            let count = recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN { open += 1 }
            close(socket)
        }
        let closed = state.withLock { $0.closed }
        return
            "\(Self.idle) idle connections (\(open) open to the end), \(Self.slowHeads) heads and \(Self.trickled) bodies "
            + "that come a byte at a time, \(Self.unread) clients that read none of \(Self.unreadQuestions) answers "
            + "(\(closed) of these closed by the server)"
    }
}
