import Foundation

/// PyTorch, by the program `Tools/reference/torch_speed.py` in an environment that has it.
struct TorchPeer {
    let python: String
    let script: String

    /// What the program prints: figure by name. Rates are pictures a second; `batch1` is milliseconds.
    func measure(batch: Int) throws -> [String: Double] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python)
        process.arguments = [script, "--batch", "\(batch)"]
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
            "\(script) ended with \(status): does that Python have torch? `pip install torch` into an environment of its own"
        }
    }
}
