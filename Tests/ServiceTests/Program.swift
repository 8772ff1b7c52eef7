import Foundation

/// Another program, run to its end without holding up a thread; it is killed where the task is cancelled.
enum Program {
    /// - Parameters:
    ///   - output: The file for what it prints; thrown away where nil.
    ///   - errors: The file for its standard error; thrown away where nil.
    /// - Returns: The status with which it ended.
    @discardableResult static func run(
        _ path: String, _ arguments: [String], output: String? = nil, errors: String? = nil
    ) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = try handle(output)
        process.standardError = try handle(errors)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in done.resume() }
                do { try process.run() } catch {
                    process.terminationHandler = nil
                    return done.resume(throwing: error)
                }
                // A cancellation that came before found nothing to end.
                if Task.isCancelled { kill(process) }
            }
        } onCancel: {
            if process.isRunning { kill(process) }
        }
        try Task.checkCancellation()
        return process.terminationStatus
    }

    /// It was begun on a thread that blocks signals and blocks them, too: it would not hear a milder one.
    private static func kill(_ process: Process) { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    private static func handle(_ path: String?) throws -> FileHandle {
        guard let path else { return .nullDevice }
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }
}
