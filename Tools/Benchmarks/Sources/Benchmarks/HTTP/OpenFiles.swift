import Foundation

/// How many files this process may have open.
enum OpenFiles {
    /// Raises the limit to so many, where the system lets it.
    static func allow(_ count: UInt) throws {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { throw LifeError.system("the limit of open files", errno) }
        guard limit.rlim_cur < count else { return }
        limit.rlim_cur = min(count, limit.rlim_max)
        guard setrlimit(files, &limit) == 0, limit.rlim_cur >= count else {
            throw LifeError.system("\(count) open files", EMFILE)
        }
    }
}
