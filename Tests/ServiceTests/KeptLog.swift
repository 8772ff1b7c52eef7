import Foundation
import Logging
import TestSupport

@testable import Service

/// A log that goes to a file, as the daemon writes it.
struct KeptLog {
    private let folder: ScratchFolder
    private let file: FileHandle
    let output: LogOutput
    var handler: ServiceLogHandler { ServiceLogHandler("test", output) }

    init(_ format: LogFormat, level: Logger.Level = .info) throws {
        folder = try ScratchFolder()
        file = try FileHandle(forWritingTo: URL(filePath: try folder.write("", to: "log")))
        output = LogOutput(descriptor: file.fileDescriptor)
        output.change(format: format, level: level)
    }

    var text: String { get throws { try String(contentsOfFile: folder.path("log"), encoding: .utf8) } }
    var lines: [Substring] { get throws { try text.split(separator: "\n") } }

    /// The lines as objects; throws where one is no JSON.
    var objects: [[String: Any]] {
        get throws {
            try lines.compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        }
    }
}
