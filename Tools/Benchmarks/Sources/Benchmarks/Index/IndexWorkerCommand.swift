import ArgumentParser
import Foundation

/// Holds one index of ours, as `Tools/reference/index_speed.py` holds one of a peer: a process of its own, so that its
/// memory is its own.
struct IndexWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index-worker", abstract: "Hold one index and obey orders from the standard input.",
        shouldDisplay: false)

    func run() throws {
        var held: HeldIndex?
        while let line = readLine() {
            var result = WorkResult()
            do {
                let order = try JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8))
                if order.act == .build { (held, result) = try HeldIndex.build(order) }
                if order.act == .find { try held?.find(order) }
                if order.act == .time { result.rate = try held?.rate(order) }
            } catch { result.fault = "\(error)" }
            let answer = try JSONEncoder().encode(result) + Data("\n".utf8)
            try FileHandle.standardOutput.write(contentsOf: answer)
        }
    }
}
