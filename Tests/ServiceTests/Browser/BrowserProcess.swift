import Foundation

/// A Chromium that this process started, spoken with over two sockets; it and its children end with `end()`.
struct BrowserProcess: Sendable {
    static let path = "/usr/bin/chromium"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    private let id: pid_t
    /// What is written here the browser reads as its file 3; it ends by itself once nobody can write to it.
    let commands: Int32
    /// What it writes to its file 4.
    let answers: Int32

    /// - Parameter folder: Where it keeps what it knows, and its log.
    init(folder: URL) throws {
        let (forIt, commands) = try Self.connection()
        let (fromIt, answers) = try Self.connection()
        defer {
            close(forIt)
            close(fromIt)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let log = folder.appending(path: "chromium.log").path
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, forIt, 3)
        posix_spawn_file_actions_adddup2(&actions, fromIt, 4)

        // A group of its own, so that it can be ended with its children; and it hears signals, which the threads of a
        // test may have blocked.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

        let words = [Self.path] + Self.arguments + ["--user-data-dir=\(folder.path)", "about:blank"]
        let home = ["HOME=\(folder.path)", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "TMPDIR=\(folder.path)"]
        var (arguments, environment) = (words.map { strdup($0) } + [nil], home.map { strdup($0) } + [nil])
        defer { (arguments + environment).forEach { free($0) } }
        var id = pid_t()
        let failure = posix_spawn(&id, Self.path, &actions, &attributes, &arguments, &environment)
        guard failure == 0 else { throw BrowserError.notStarted(String(cString: strerror(failure))) }
        (self.id, self.commands, self.answers) = (id, commands, answers)
    }

    /// Ends exactly what was started. Whoever reads the answers closes them.
    func end() {
        close(commands)
        kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 && errno == EINTR {}
    }

    private static let arguments = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
        "--disable-extensions", "--disable-sync", "--mute-audio", "--lang=en-GB", "--remote-debugging-pipe",
    ]

    /// Two ends of a connection, beyond the numbers that the browser's own get, and closed in every other program that
    /// is started: sockets can be made so in one step.
    private static func connection() throws -> (its: Int32, ours: Int32) {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw BrowserError.notStarted("there are no more files") }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        ends.forEach { close($0) }
        guard moved.allSatisfy({ $0 >= 0 }) else { throw BrowserError.notStarted("there are no more files") }
        return (moved[0], moved[1])
    }
}
