import Foundation

/// How the program speaks: results on standard output, progress and log on standard error.
struct Console: Sendable {
    let json: Bool
    private let terminal = isatty(STDERR_FILENO) == 1

    init(json: Bool) { self.json = json }

    /// A line of a result for a person; under `--json` it goes to standard error, where progress goes.
    func say(_ line: String) {
        if json { note(line) } else { print(line) }
    }

    /// A line on standard error.
    func note(_ line: String) {
        FileHandle.standardError.write(Data("\(terminal ? "\r\u{1B}[K" : "")\(line)\n".utf8))
    }

    /// The object that `--json` promises as the last line on standard output.
    func finish(_ result: some Encodable) throws {
        guard json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    /// A new progress line called `title`.
    func progress(_ title: String) -> ProgressLine { ProgressLine(title: title, terminal: terminal) }
}
