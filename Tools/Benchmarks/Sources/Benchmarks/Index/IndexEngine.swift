import Foundation

/// A process that holds one index, ours or a peer's: each is built, asked and measured in the same way, by orders.
final class IndexEngine {
    let name: String
    let kind: String
    let isOurs: Bool
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()
    private var unread = Data()

    /// - Parameter peer: The Python and the program that hold it; nil for one of ours.
    init(_ kind: String, peer: PythonPeer?) throws {
        self.kind = kind
        isOurs = peer == nil
        name = peer == nil ? "ours \(kind)" : kind
        process.executableURL = peer.map { URL(filePath: $0.python) } ?? Bundle.main.executableURL
        process.arguments = peer.map { [$0.script] } ?? ["index-worker"]
        // A thread of OpenMP that waits for work must not spin beside the next one that is measured.
        process.environment = ProcessInfo.processInfo.environment.merging(["OMP_WAIT_POLICY": "passive"]) { $1 }
        process.standardInput = orders
        process.standardOutput = answers
        try process.run()
    }

    deinit {
        try? orders.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Indexes that look at every row share one query out over all cores, and have no breadth.
    var isExact: Bool { kind == "exact" || kind == "faiss flat" }
    var isLists: Bool { kind == "lists" || kind.hasPrefix("faiss ivf") }

    /// From narrow to wide: efSearch, or how many lists are looked at.
    var breadths: [Int] {
        if isExact { return [1] }
        return isLists
            ? [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256]
            : [10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 1024]
    }

    func perform(_ order: WorkOrder) throws -> WorkResult {
        var line = try JSONEncoder().encode(order)
        line.append(UInt8(ascii: "\n"))
        try orders.fileHandleForWriting.write(contentsOf: line)
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let answer = unread[unread.startIndex..<end]
                unread = Data(unread[(end + 1)...])
                let result = try JSONDecoder().decode(WorkResult.self, from: answer)
                if let fault = result.fault { throw EngineError.refused(name, fault) }
                return result
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw EngineError.ended(name) }
            unread += more
        }
    }
}

enum EngineError: Error, CustomStringConvertible {
    case ended(String)
    case refused(String, String)

    var description: String {
        switch self {
        case .ended(let name):
            "\(name) ended: run from the project's root, with a Python that has what Tools/reference/index_speed.py needs"
        case .refused(let name, let fault): "\(name): \(fault)"
        }
    }
}
