import ArgumentParser
import Encoders
import Foundation
import Layers
import Pictures
import Tensors
import Tokens

struct LoadingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loading", abstract: "How long opening a model takes, and how much memory it has then.",
        discussion: """
            A model of the size of ViT-B/32 with a text encoder of 12 x 512 is written to a scratch folder and opened by a
            process of its own, several times: its weights lie in the system's file cache, as they do after a restart.
            """)

    @Option(help: "Processes that open it.")
    var rounds = 5

    @Option(help: ArgumentHelp("Open the model in this folder, and say what it took.", visibility: .hidden))
    var open: String?

    func run() throws {
        if let open { return try measure(open) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "loading-\(UUID().uuidString)/model")
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        try write(to: folder.path)
        let weights = folder.appending(path: "weights.safetensors").path
        let bytes = try FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int ?? 0
        print("weights: \(bytes >> 20) MiB")
        for _ in 0..<rounds {
            let process = Process()
            process.executableURL = Bundle.main.executableURL
            process.arguments = ["loading", "--open", folder.path]
            try process.run()
            process.waitUntilExit()
        }
    }

    private func write(to folder: String) throws {
        let json = """
            {"dimension":512,"joining":0,"image":{"preprocessing":{"size":224,"fit":"stretch","mean":[0.5,0.5,0.5],
            "deviation":[0.25,0.25,0.25]},"stem":{"patch":{"size":32}},"transformer":{"width":768,"depth":12,"heads":12},
            "cells":1},"text":{"vocabulary":64,"length":77,"transformer":{"width":512,"depth":12,"heads":8}}}
            """
        let tokenizer = WordPiece.learn(from: ["a red mug"], size: 64)
        let encoder = try JointEncoder(
            ParameterSource(fresh: Generator(seed: 1)), EncoderConfig(json: Data(json.utf8), from: "benchmark"),
            vocabulary: tokenizer.vocabularySize)
        try EmbeddingModel(name: "model", encoder: encoder, tokenizer: tokenizer).write(to: folder)
    }

    private func measure(_ folder: String) throws {
        let before = try memory()
        var opened: EmbeddingModel?
        let seconds = try ContinuousClock().measure { opened = try EmbeddingModel(from: folder) } / .seconds(1)
        let after = try memory()
        guard let opened else { return }
        let first = duration { _ = opened.embed(texts: ["a red mug"]) }
        let drawn = Picture(width: 224, height: 224, pixels: [UInt8](repeating: 7, count: 224 * 224 * 3))
        _ = opened.embed(pictures: [drawn])
        print(
            String(
                format: "opened in %.0f ms, %d MiB; the first text in %.0f ms; %d MiB after a text and a picture",
                1000 * seconds, after - before, 1000 * first, try memory() - before))
    }

    /// What the process has of memory, in MiB, pages of files among it.
    private func memory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) >> 10
    }
}
