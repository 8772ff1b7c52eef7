import Foundation
import Tokens

/// A folder that `Tools/reference/tokens.py` wrote: a tokenizer in each of its folders, and `tokens.jsonl`.
struct GoldenTokens {
    let folder: URL

    static let kept = GoldenTokens(
        folder: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden"))

    /// The most ids of a text, by kind.
    static let limits = ["clip": 77, "clip-lines": 77, "siglip": 64, "t5": 64, "gemma": 64, "minilm": 64]

    struct Sample: Decodable {
        let text: String
        let ids: [String: [Int32]]
    }

    func samples() throws -> [Sample] {
        try Data(contentsOf: folder.appending(path: "tokens.jsonl")).split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Sample.self, from: Data($0))
        }
    }

    func path(_ kind: String) -> String { folder.appending(path: kind).path }

    /// The texts of a kind that do not become what the reference made of them, each with both, and how many did.
    func differences(_ kind: String, _ samples: [Sample]) throws -> (same: Int, different: [String]) {
        let tokenizer = try TokenizerFile(from: path(kind)).tokenizer
        var same = 0
        var different: [String] = []
        for sample in samples {
            // Both forms of CLIP are one vocabulary: where its ids stand once they are those of both.
            guard let wanted = sample.ids[kind] ?? (kind == "clip-lines" ? sample.ids["clip"] : nil) else { continue }
            let found = tokenizer.encode(sample.text, limit: Self.limits[kind] ?? 64)
            if found == wanted {
                same += 1
            } else {
                let scalars = sample.text.unicodeScalars.prefix(80).map { String($0.value, radix: 16) }
                different.append("\(sample.text.debugDescription) (\(scalars)): \(found), expected \(wanted)")
            }
        }
        return (same, different)
    }
}
