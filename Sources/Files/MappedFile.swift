import Foundation

/// A file's bytes as memory, read from disk when they are looked at. They stay those of the file that was opened when it is
/// replaced by a rename; nobody may write them. Whoever reads them holds on to this for so long.
public final class MappedFile: Sendable {
    public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer  // read alone, until the mapping goes with this

    public init(path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Self.fault }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw Self.fault }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw CocoaError(.fileReadUnknown) }
        guard facts.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let size = Int(facts.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw Self.fault
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    private static var fault: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }

    /// Lets the system take back the pages that lie wholly within `range`; whoever looks again has them read again.
    public func letGo(_ range: Range<Int>) {
        guard let start = bytes.baseAddress else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let (from, to) = ((range.lowerBound + page - 1) / page * page, range.upperBound / page * page)
        if from < to { madvise(UnsafeMutableRawPointer(mutating: start + from), to - from, MADV_DONTNEED) }
    }
}
