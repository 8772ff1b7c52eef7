import Catalog
import Records

/// What is compared of a listing, taken apart once.
struct ListingFacts: Sendable {
    /// The words of the title, numbered over the catalogue, ascending.
    let words: [Int32]
    let numbers: TitleNumbers
    let colours: Set<String>
    let brand: String?
    let size: String?

    init(_ product: Product, numbering: (String) -> Int32) {
        let split = Words.split(product.title)
        let distinct = Set(split)
        words = distinct.map(numbering).sorted()
        numbers = TitleNumbers(words: split)
        colours = ColourWords.named(by: product, titleWords: distinct)
        brand = product.brand.map { Words.split($0).joined(separator: " ") }.flatMap { $0.isEmpty ? nil : $0 }
        size = product.attributes.filter { $0.key.lowercased() == "size" }.map(\.value).min()
            .map { Words.split($0).joined(separator: " ") }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The facts of `products`, in their order.
    static func all(_ products: [StoredProduct]) -> [ListingFacts] {
        var numbers: [String: Int32] = [:]
        return products.map { stored in
            ListingFacts(stored.product) { word in
                if let number = numbers[word] { return number }
                let number = Int32(numbers.count)
                numbers[word] = number
                return number
            }
        }
    }

    /// The share of words in common, 0...1; 0 where neither has any.
    static func overlap(_ a: ListingFacts, _ b: ListingFacts) -> Float {
        var (i, j, common) = (0, 0, 0)
        while i < a.words.count, j < b.words.count {
            if a.words[i] == b.words[j] {
                (i, j, common) = (i + 1, j + 1, common + 1)
            } else if a.words[i] < b.words[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let union = a.words.count + b.words.count - common
        return union == 0 ? 0 : Float(common) / Float(union)
    }

    static func numbersAgree(_ a: ListingFacts, _ b: ListingFacts) -> Bool? {
        let titles = TitleNumbers.agree(a.numbers, b.numbers)
        guard titles != false, let one = a.size, let other = b.size else { return titles }
        return one == other ? titles ?? true : false
    }
}
