public import Catalog
import Foundation
public import Records

/// How rare words and runs of letters are among the titles of a catalogue: what few titles say tells more.
public struct Rarity: Sendable {
    private let titles: Int
    /// In how many titles a word stands.
    private let words: [UInt32: UInt32]
    /// The square of the weight of each of `LetterRuns.places`.
    private let runs: [Float]

    /// Of a larger catalogue so many titles are read, evenly spread: beyond them a word's rarity hardly changes.
    private static let sample = 1 << 16

    /// Which of the rows of a catalogue are to be read; an audit and a check of one listing read the same.
    public static func rows(of count: Int) -> [Int] {
        Array(stride(from: 0, to: count, by: max(1, (count + sample - 1) / sample)))
    }

    /// - Parameter titles: Those of `rows(of:)`.
    public init(titles: [String]) {
        let batches = stride(from: 0, to: titles.count, by: 1024).map { $0..<min($0 + 1024, titles.count) }
        let split = Parallel.map(batches.count) { batch -> [([UInt32], [UInt16])] in
            titles[batches[batch]].map { title in
                let words = Words.split(title)
                return (Set(words.map { TextHash.of($0) }).sorted(), LetterRuns.of(words))
            }
        }
        var words: [UInt32: UInt32] = [:]
        var runs = [Int](repeating: 0, count: LetterRuns.places)
        for (found, places) in split.joined() {
            for word in found { words[word, default: 0] += 1 }
            for place in places { runs[Int(place)] += 1 }
        }
        self.titles = titles.count
        self.words = words
        let all = titles.count
        self.runs = runs.map { count in
            let weight = Self.weight(count, of: all)
            return weight * weight
        }
    }

    /// Of the products of a catalogue, without holding more than a few at once.
    ///
    /// - Parameter ids: All of them, in an order that stays.
    public init(of ids: [ProductID], in store: CatalogStore) throws(CatalogError) {
        let read = Self.rows(of: ids.count).map { ids[$0] }
        var titles: [String] = []
        for start in stride(from: 0, to: read.count, by: 1024) {
            titles += try store.products(Array(read[start..<min(start + 1024, read.count)])).map(\.product.title)
        }
        self.init(titles: titles)
    }

    init(of products: [StoredProduct]) {
        self.init(titles: Self.rows(of: products.count).map { products[$0].product.title })
    }

    /// 1 for a word of one title or none, ever less for a word of many: log(1 + titles / those with it), in parts of the
    /// most.
    func weight(ofWord word: UInt32) -> Float { Self.weight(Int(words[word] ?? 1), of: titles) }

    /// The square of the weight of a run.
    @inline(__always)
    func square(ofRun place: UInt16) -> Float { runs[Int(place)] }

    private static func weight(_ count: Int, of titles: Int) -> Float {
        guard titles > 0 else { return 1 }
        return Float(log(1 + Double(titles) / Double(max(1, count))) / log(1 + Double(titles)))
    }
}
