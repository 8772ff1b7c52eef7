import Foundation

/// The peer in Python, `Tools/reference/http_peer.py`, over what it made of a shop of ours.
struct HTTPPeer {
    let program: RunningProgram
    let ports: [UInt16]

    /// Makes what is not there yet, and starts it.
    init(_ shop: ShopFolder, python: String, scripts: String, workers: Int, threads: Int, decodesWhole: Bool) throws {
        let script = URL(filePath: scripts).appending(path: "http_peer.py").path
        if !FileManager.default.fileExists(atPath: shop.peer.appending(path: "peer.json").path) {
            let seconds = try RunningProgram(
                python, [script, "prepare", "--data", shop.data.path, "--out", shop.peer.path]
            ).finish()
            say(String(format: "the peer's graphs, index and tables: %.1f s", seconds))
        }
        let arguments = ["serve", "--out", shop.peer.path, "--workers", "\(workers)", "--threads", "\(threads)"]
        program = try RunningProgram(python, [script] + arguments + (decodesWhole ? ["--whole"] : []))
        let line = try program.wait(for: "ready on 127.0.0.1:", within: .seconds(120)).line
        ports = line.split(separator: ":").last?.split(separator: ",").compactMap { UInt16($0) } ?? []
        guard !ports.isEmpty else { throw LifeError.answer(line) }
    }
}
