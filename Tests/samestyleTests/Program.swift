import Foundation
import Synchronization
import TestSupport
import Testing

/// The built program, run as a user runs it, on a data folder of its own.
struct Program {
    let scratch: ScratchFolder
    var data: URL { scratch.url.appending(path: "data") }

    init() throws { scratch = try ScratchFolder() }

    /// What a run left.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// The object that `--json` promises as the last line.
        func object() throws -> [String: Any] {
            let last = try #require(output.split(separator: "\n").last)
            return try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
        }
    }

    /// The tests' own program lies beside it in the build folder.
    static let place = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "samestyle")

    @discardableResult
    func run(_ arguments: String..., json: Bool = true) throws -> Outcome {
        try start(arguments, json: json).wait()
    }

    /// Starts the program without waiting for it.
    ///
    /// - Parameter limit: A limit of the shell's `ulimit`, such as "-n 64".
    func start(_ arguments: [String], json: Bool = true, limit: String? = nil) throws -> Running {
        let arguments = ["--data", data.path] + (json ? ["--json"] : []) + arguments
        guard let limit else { return try Running(Self.place, arguments, in: scratch) }
        let script = "ulimit \(limit) && exec \"$0\" \"$@\""
        return try Running(URL(filePath: "/bin/bash"), ["-c", script, Self.place.path] + arguments, in: scratch)
    }

    /// A run under way.
    final class Running {
        private let process = Process()
        /// Kept, so that the folder outlives the run.
        private let scratch: ScratchFolder
        private let output: URL
        private let errors: URL

        init(_ program: URL, _ arguments: [String], in scratch: ScratchFolder) throws {
            self.scratch = scratch
            let name = UUID().uuidString
            // Files rather than pipes: a full pipe would stop a program that nobody reads.
            output = URL(filePath: try scratch.write("", to: "\(name).out"))
            errors = URL(filePath: try scratch.write("", to: "\(name).err"))
            process.executableURL = program
            process.arguments = arguments
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        }

        var isRunning: Bool { process.isRunning }
        /// What it wrote to standard error so far.
        var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

        /// What it wrote to standard output so far.
        var printed: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        func wait() throws -> Outcome {
            process.waitUntilExit()
            return Outcome(
                status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
                errors: said)
        }

        /// Waits until `condition` holds, as long as the program runs and two minutes at most.
        func until(_ condition: () -> Bool) -> Bool {
            for _ in 0..<2400 {
                if condition() { return true }
                if !process.isRunning { return condition() }
                usleep(50_000)
            }
            return false
        }
    }
}
