import Foundation
public import Logging
import Synchronization

/// Where log lines go, in which form, and from which level on; form and level may change while others write.
public final class LogOutput: Sendable {
    public static let standardError = LogOutput(descriptor: STDERR_FILENO)

    private let descriptor: Int32
    private let state = Mutex(State())
    /// Held while a line is written: a long one may take several calls, and no other may come between them.
    private let writing = Mutex(())

    private struct State {
        var format = LogFormat.text
        var level = Logger.Level.info
    }

    init(descriptor: Int32) { self.descriptor = descriptor }

    public func change(format: LogFormat, level: Logger.Level) {
        state.withLock { ($0.format, $0.level) = (format, level) }
    }

    public var format: LogFormat { state.withLock { $0.format } }
    var level: Logger.Level { state.withLock { $0.level } }

    /// A line that cannot be written is lost: there is nobody to tell.
    func write(_ line: [UInt8]) {
        writing.withLock { _ in
            line.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
                    if written < 0, errno == EINTR { continue }
                    guard written > 0 else { return }
                    rest = rest.dropFirst(written)
                }
            }
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var baseAddress: UnsafeRawPointer? { base.baseAddress.map { $0 + startIndex } }
}
