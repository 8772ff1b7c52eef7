import Foundation
import Synchronization

/// A run of the program under measurement, or of a peer beside it: two at most. Whatever ends this process ends them, by
/// their ids.
final class RunningProgram {
    let began: ContinuousClock.Instant
    private let process = Process()
    private let name: String
    private let lines: Lines
    private let readers = DispatchGroup()

    /// What it printed and logged, and when that was read.
    private final class Lines: Sendable {
        private let state = Mutex<[(line: String, at: ContinuousClock.Instant)]>([])
        func add(_ line: String) { state.withLock { $0.append((line, .now)) } }
        var all: [(line: String, at: ContinuousClock.Instant)] { state.withLock { $0 } }
    }

    // A handler of signals may take no lock.
    private static let running = Atomic<Int32>(0)
    private static let runningToo = Atomic<Int32>(0)

    /// Interrupted, this process kills the programs first.
    static func endWithUs() {
        _ = (running.load(ordering: .relaxed), runningToo.load(ordering: .relaxed))
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                let one = RunningProgram.running.load(ordering: .relaxed)
                let other = RunningProgram.runningToo.load(ordering: .relaxed)
                if one > 0 { kill(one, SIGKILL) }
                if other > 0 { kill(other, SIGKILL) }
                _exit(128 + number)
            }
        }
    }

    private static func note(_ id: Int32) {
        if !running.compareExchange(expected: 0, desired: id, ordering: .relaxed).exchanged {
            runningToo.store(id, ordering: .relaxed)
        }
    }

    private static func forget(_ id: Int32) {
        _ = running.compareExchange(expected: id, desired: 0, ordering: .relaxed)
        _ = runningToo.compareExchange(expected: id, desired: 0, ordering: .relaxed)
    }

    init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        (name, lines) = (arguments.joined(separator: " "), Lines())
        let pipes = [Pipe(), Pipe()]
        (process.standardOutput, process.standardError) = (pipes[0], pipes[1])
        began = .now
        try process.run()
        Self.note(process.processIdentifier)
        for pipe in pipes { read(pipe.fileHandleForReading.fileDescriptor, of: pipe) }
    }

    private func read(_ file: Int32, of pipe: Pipe) {
        let (lines, readers) = (lines, readers)
        readers.enter()
        Thread.detachNewThread {
            var (rest, part): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 14))
            while case let count = Glibc.read(file, &part, part.count), count > 0 {
                rest += part[..<count]
                while let end = rest.firstIndex(of: 0x0A) {
                    lines.add(String(decoding: rest[..<end], as: UTF8.self))
                    rest.removeSubrange(...end)
                }
            }
            withExtendedLifetime(pipe) {}
            readers.leave()
        }
    }

    deinit { end() }

    var id: Int32 { process.processIdentifier }
    var said: String { lines.all.map(\.line).joined(separator: "\n") }

    /// The lines that hold a text.
    func lines(with text: String) -> [(line: String, at: ContinuousClock.Instant)] {
        lines.all.filter { $0.line.contains(text) }
    }

    /// Waits until a line holds a text for the `count`th time.
    func wait(for text: String, count: Int = 1, within limit: Duration) throws -> (
        line: String, at: ContinuousClock.Instant
    ) {
        let end = ContinuousClock.now + limit
        while true {
            let found = lines(with: text)
            if found.count >= count { return found[count - 1] }
            guard process.isRunning else { throw LifeError.program(name, said: said) }
            guard .now < end else { throw LifeError.slow("\"\(text)\" of `\(name)`") }
            usleep(500)
        }
    }

    /// Waits for its end.
    ///
    /// - Returns: The seconds that it ran.
    @discardableResult
    func finish() throws -> Double {
        process.waitUntilExit()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        Self.forget(id)
        readers.wait()
        guard process.terminationStatus == 0 else { throw LifeError.program(name, said: said) }
        return seconds
    }

    /// Ends it as an operator would, and by force where it takes long.
    func end() {
        guard process.isRunning else { return }
        kill(id, SIGTERM)
        for _ in 0..<1000 where process.isRunning { usleep(10_000) }
        if process.isRunning { kill(id, SIGKILL) }
        process.waitUntilExit()
        Self.forget(id)
    }

    /// Mebibytes that it has in memory, and how many of them are no pages of files.
    var memory: (resident: Int, anonymous: Int) { (mebibytes("VmRSS:"), mebibytes("RssAnon:")) }
    /// The most mebibytes that it ever had.
    var peakMemory: Int { mebibytes("VmHWM:") }

    private func mebibytes(_ field: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(field) } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) >> 10
    }
}
