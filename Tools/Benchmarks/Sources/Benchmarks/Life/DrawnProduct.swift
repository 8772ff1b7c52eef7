import Foundation
import Tensors

/// A product of a drawn shop: the same for the same number, and what filters hold of it is known.
struct DrawnProduct {
    let id: String
    let words: [String]
    let category: String
    let brand: String
    let seller: String
    /// In cents.
    let price: Int
    let color: String

    private static let vocabulary = words(20_000)
    private static let colors = ["red", "blue", "green", "black", "white", "grey", "pink", "brown"]

    /// - Parameter version: 0 for the product as it was imported, others for what it was changed to.
    init(_ number: Int, version: Int = 0) {
        var generator = Generator(seed: UInt64(number) << 16 | UInt64(version))
        id = "p\(number)"
        // The rank of a word is its place in Zipf's law: the first is in a third of all titles, as "for" is.
        words = (0..<Int.random(in: 4...8, using: &generator)).map { _ in
            let share = Double.random(in: 0..<1, using: &generator)
            return Self.vocabulary[Int(pow(Double(Self.vocabulary.count), share)) - 1]
        }
        category = "c\(Int.random(in: 0..<10, using: &generator))"
        brand = "b\(Int.random(in: 0..<100, using: &generator))"
        seller = "s\(Int.random(in: 0..<1000, using: &generator))"
        price = Int.random(in: 0..<10_000, using: &generator)
        color = Self.colors[Int.random(in: 0..<8, using: &generator)]
    }

    /// So many different words of two to four syllables.
    private static func words(_ count: Int) -> [String] {
        var generator = Generator(seed: 1)
        let consonants = Array("bdfgklmnprstvz"), vowels = Array("aeiou")
        var (words, known): ([String], Set<String>) = ([], [])
        while words.count < count {
            var word = ""
            for _ in 0..<Int.random(in: 2...4, using: &generator) {
                word.append(consonants.randomElement(using: &generator) ?? "b")
                word.append(vowels.randomElement(using: &generator) ?? "a")
            }
            if known.insert(word).inserted { words.append(word) }
        }
        return words
    }

    var title: String { words.joined(separator: " ") }
    private var amount: String { "\(price / 100)." + String(format: "%02d", price % 100) }

    static let header = "id,title,category,brand,seller,price,currency,attribute.color"

    var row: String { "\(id),\(title),Shop > \(category),\(brand),\(seller),\(amount),EUR,\(color)" }

    /// As it is sent to be stored.
    ///
    /// - Parameter word: One more of its title.
    func json(and word: String = "") -> String {
        #"{"id":"\#(id)","title":"\#(title)\#(word.isEmpty ? "" : " " + word)","category":["Shop","\#(category)"],"#
            + #""brand":"\#(brand)","seller":"\#(seller)","price":\#(amount),"currency":"EUR","#
            + #""attributes":{"color":"\#(color)"}}"#
    }
}
