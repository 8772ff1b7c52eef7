import Foundation
import Records
import Retrieval

extension Explanation {
    /// What brought an answer, for a reader: a head with its id, and a line for each thing that counted.
    func lines(of result: SearchResult) -> [String] {
        var lines = ["", "\(result.product.id.text) by its \(view.name)"]
        for part in parts {
            let name = part.input + (part.number.map { " \($0 + 1)" } ?? "")
            lines.append(
                "  " + name.padding(toLength: max(16, name.count), withPad: " ", startingAt: 0)
                    + String(format: " cosine %6.3f, weight %6.3f", part.score, part.weight))
        }
        if let words { lines.append("  words found      \(words.isEmpty ? "none" : words.joined(separator: ", "))") }
        let ranks = [vectorRank.map { "\($0) by vectors" }, wordsRank.map { "\($0) by words" }].compactMap { $0 }
        if !ranks.isEmpty { lines.append("  place            \(ranks.joined(separator: ", "))") }
        if let picture { lines.append("  nearest picture  \(picture == 0 ? "the main one" : "number \(picture)")") }
        if let filter { lines.append("  filter           \(filter)") }
        return lines
    }
}

extension View {
    fileprivate var name: String {
        switch self {
        case .i: "picture"
        case .t: "text"
        case .m: "picture and text together"
        }
    }
}
