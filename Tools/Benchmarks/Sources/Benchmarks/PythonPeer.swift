import Foundation

/// Peers in Python, by a program under `Tools/reference` in an environment that has what it says it needs.
struct PythonPeer {
    let python: String
    let script: String

    /// What the program prints: figure by name, in the units that it says.
    func measure(_ arguments: [String]) throws -> [String: Double] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python)
        process.arguments = [script] + arguments
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0,
            let last = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last
        else { throw PeerError.failed(status: process.terminationStatus, script: script) }
        return try JSONDecoder().decode([String: Double].self, from: Data(last.utf8))
    }
}

enum PeerError: Error, CustomStringConvertible {
    case failed(status: Int32, script: String)

    var description: String {
        switch self {
        case .failed(let status, let script):
            "\(script) ended with \(status): has that Python what the script says it needs?"
        }
    }
}
