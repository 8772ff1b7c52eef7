/// How alike two titles are, by their words and their letters.
struct TitleLikeness {
    /// The share of words in common, 0...1; 0 where neither has any.
    var overlap: Float = 0
    /// The same, each word counted by how rare it is.
    var rareOverlap: Float = 0
    /// Of the rarity of the title that has less of it, the share that the other has too.
    var containment: Float = 0
    /// The cosine of the runs of letters, by their rarity.
    var spelling: Float = 0
    /// The rarity of the rarest word in common, 0...1.
    var rarestShared: Float = 0
    /// Each title has words that the other lacks: the rarest of each, and of these the lesser.
    var rarestMissing: Float = 0

    init(_ a: ListingFacts, _ b: ListingFacts, _ rarity: Rarity) {
        var (common, weight): (Int, Float) = (0, 0)
        var (missingA, missingB): (Float, Float) = (0, 0)
        var (i, j) = (0, 0)
        while i < a.words.count || j < b.words.count {
            let x = i < a.words.count ? a.words[i].hash : .max
            let y = j < b.words.count ? b.words[j].hash : .max
            if x == y, i < a.words.count, j < b.words.count {
                common += 1
                weight += a.words[i].weight
                rarestShared = max(rarestShared, a.words[i].weight)
                (i, j) = (i + 1, j + 1)
            } else if j >= b.words.count || i < a.words.count && x < y {
                missingA = max(missingA, a.words[i].weight)
                i += 1
            } else {
                missingB = max(missingB, b.words[j].weight)
                j += 1
            }
        }
        let union = a.words.count + b.words.count - common
        guard union > 0 else { return }
        overlap = Float(common) / Float(union)
        let all = a.weight + b.weight - weight
        rareOverlap = all > 0 ? min(1, weight / all) : overlap
        let lesser = min(a.weight, b.weight)
        containment = lesser > 0 ? min(1, weight / lesser) : 0
        rarestMissing = min(missingA, missingB)
        spelling = Self.spelling(a, b, rarity)
    }

    private static func spelling(_ a: ListingFacts, _ b: ListingFacts, _ rarity: Rarity) -> Float {
        guard a.length > 0, b.length > 0 else { return 0 }
        var sum: Float = 0
        a.runs.withUnsafeBufferPointer { a in
            b.runs.withUnsafeBufferPointer { b in
                var (i, j) = (0, 0)
                while i < a.count, j < b.count {
                    let (x, y) = (a[i], b[j])
                    if x == y { sum += rarity.square(ofRun: x) }
                    // No jump for the processor to guess at.
                    i += x <= y ? 1 : 0
                    j += y <= x ? 1 : 0
                }
            }
        }
        return min(1, sum / (a.length * b.length))
    }
}
