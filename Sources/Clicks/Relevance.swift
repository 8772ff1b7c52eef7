import Glibc
import Records

/// How alike the words of two listings are: the cosine of their token counts, rare words weighing more (tf-idf).
struct Relevance: Sendable {
    /// For each product its token numbers, ascending, and their weights; of unit length.
    private let tokens: [[(token: Int32, weight: Float)]]

    init(_ products: [Product]) {
        var numbers: [Substring: Int32] = [:]
        var spread: [Int32] = []
        let counted = products.map { product -> [Int32: Int] in
            var counts: [Int32: Int] = [:]
            let text = product.listingText.lowercased()
            for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let number = numbers[word] ?? Int32(spread.count)
                if number == spread.count {
                    // A copy, lest a word keep its whole listing alive.
                    numbers[Substring(String(word))] = number
                    spread.append(0)
                }
                counts[number, default: 0] += 1
            }
            for number in counts.keys { spread[Int(number)] += 1 }
            return counts
        }
        let rarity = spread.map { logf(1 + Float(products.count) / Float(max(1, $0))) }
        tokens = counted.map { counts in
            let weighed = counts.map { (token: $0.key, weight: (1 + logf(Float($0.value))) * rarity[Int($0.key)]) }
                .sorted { $0.token < $1.token }
            let length = weighed.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
            return weighed.map { ($0.token, $0.weight / max(length, .leastNormalMagnitude)) }
        }
    }

    /// 0 to 1.
    func cosine(_ a: Int, _ b: Int) -> Float {
        let (one, other) = (tokens[a], tokens[b])
        var (i, j, sum) = (0, 0, Float(0))
        while i < one.count, j < other.count {
            if one[i].token == other[j].token {
                sum += one[i].weight * other[j].weight
                i += 1
                j += 1
            } else if one[i].token < other[j].token {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }
}
