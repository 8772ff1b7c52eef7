import Foundation

/// A connection to a port of this machine on which bytes are written as they are.
final class RawConnection: Sendable {
    private let socket: Int32

    struct Failed: Error { let code: Int32 }

    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failed(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        (address.sin_port, address.sin_addr.s_addr) = (UInt16(port).bigEndian, UInt32(0x7F00_0001).bigEndian)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
        }
        guard isOpen else {
            let code = errno
            close(socket)
            throw Failed(code: code)
        }
        // Whoever waits for what never comes does not wait for ever.
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// - Returns: Whether all of it was taken; not where the other side has closed.
    @discardableResult func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// What comes until the other side closes, or until it ends with `end`; nil where the connection breaks.
    func read(until end: String? = nil) async -> String? {
        await withCheckedContinuation { continuation in
            // Not on the threads of the tasks: there are two, and the server needs them.
            Thread { [self] in continuation.resume(returning: readNow(until: end)) }.start()
        }
    }

    private func readNow(until end: String?) -> String? {
        var (all, some) = ([UInt8](), [UInt8](repeating: 0, count: 65536))
        while true {
            let count = recv(socket, &some, some.count, 0)
            guard count >= 0 else { return nil }
            all += some[..<count]
            let text = String(decoding: all, as: UTF8.self)
            if count == 0 || end.map(text.hasSuffix) == true { return text }
        }
    }
}
