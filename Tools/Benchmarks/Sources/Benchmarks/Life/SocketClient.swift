import Foundation

/// One connection to a server on this machine, kept alive: a question is sent and its answer waited for, with nothing in
/// between that would cost time of its own.
final class SocketClient {
    private let socket: Int32
    private var buffer: [UInt8] = []

    struct Answer {
        let status: Int
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Connects to 127.0.0.1.
    init(port: UInt16) throws { socket = try Self.connected(to: port) }

    /// A socket that is connected to a port of 127.0.0.1.
    static func connected(to port: UInt16) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw LifeError.system("a socket", errno) }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
        }
        guard status == 0 else {
            let code = errno
            close(socket)
            throw LifeError.system("the connection to port \(port)", code)
        }
        return socket
    }

    deinit { close(socket) }

    func get(_ path: String) throws -> Answer { try ask("GET", path) }

    func ask(_ method: String, _ path: String, _ body: String = "", type: String = "application/json") throws -> Answer
    {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if !body.isEmpty { head += "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n" }
        try send(Array((head + "\r\n" + body).utf8))
        return try receive()
    }

    /// Sends a request that was made before.
    func ask(_ request: [UInt8]) throws -> Answer {
        try send(request)
        return try receive()
    }

    private func send(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { throw LifeError.system("sending", errno) }
            done += sent
        }
    }

    private func receive() throws -> Answer {
        let blank = Array("\r\n\r\n".utf8)
        var end = buffer.firstRange(of: blank)
        while end == nil {
            try fill()
            end = buffer.firstRange(of: blank)
        }
        let lines = String(decoding: buffer[..<end!.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw LifeError.answer("no status line")
        }
        let length = lines.dropFirst().first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
        guard let length = status == 204 ? 0 : length else { throw LifeError.answer("no Content-Length") }
        let body = end!.upperBound..<(end!.upperBound + length)
        while buffer.count < body.upperBound { try fill() }
        defer { buffer.removeSubrange(..<body.upperBound) }
        return Answer(status: status, body: Array(buffer[body]))
    }

    private func fill() throws {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket, &part, part.count, 0)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { throw LifeError.system("receiving", count == 0 ? ECONNRESET : errno) }
        buffer += part[..<count]
    }
}

/// What ends a measurement.
enum LifeError: Error, CustomStringConvertible {
    case system(_ what: String, _ code: Int32)
    case answer(_ reason: String)
    case program(_ arguments: String, said: String)
    case slow(_ what: String)

    var description: String {
        switch self {
        case .system(let what, let code): "\(what): \(String(cString: strerror(code)))"
        case .answer(let reason): "an answer that was not expected: \(reason)"
        case .program(let arguments, let said): "`\(arguments)` failed: \(said)"
        case .slow(let what): "\(what) did not come about in time"
        }
    }
}
