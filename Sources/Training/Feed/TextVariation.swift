import Records
import Tensors

/// How a listing's words change when another seller writes them, or a user searches for them.
public struct TextVariation: Codable, Hashable, Sendable {
    /// The chance that a product is named by a query that led to a click on it, where there is one.
    public var query = 0.3
    /// The chance that the title is left out where another field stays: a name gives the product away, and an encoder
    /// that leans on names learns nothing of what a picture shows.
    public var titleDropout = 0.3
    /// The chance that another field is left out.
    public var fieldDropout = 0.3
    /// The chance that a word is left out, of fields and queries alike; one of them stays.
    public var wordDropout = 0.1

    /// How many texts a product has at most, each varied once and for all; 0 where it has a new one every time. What a
    /// frozen encoder made of a text can be kept, but only of a text that comes again.
    public var texts = 0

    public init() {}

    /// One of the texts of the product at `place`.
    func text(of product: TrainingProduct, at place: Int, using g: inout some RandomNumberGenerator) -> String {
        guard texts > 0 else { return text(of: product, using: &g) }
        let number = Int.random(in: 0..<texts, using: &g)
        var own = Generator(seed: UInt64(place) << 16 | UInt64(number))
        return text(of: product, using: &own)
    }

    /// The fields in the order of `Product.listingText`, some left out and some of their words; or a query.
    func text(of product: TrainingProduct, using g: inout some RandomNumberGenerator) -> String {
        if let query = product.queries.randomElement(using: &g), chance(self.query, &g) {
            return thinned(query, using: &g)
        }
        var kept = product.fields.enumerated().filter { at, _ in
            !chance(at == 0 && product.title != nil ? titleDropout : fieldDropout, &g)
        }.map(\.element)
        // Something has to be said.
        if kept.isEmpty { kept = Array(product.fields.prefix(1)) }
        return kept.map { thinned($0, using: &g) }.joined(separator: " . ")
    }

    /// The words but some, whole ones, so that no piece of a word stands for another.
    private func thinned(_ text: String, using g: inout some RandomNumberGenerator) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let kept = words.filter { _ in !chance(wordDropout, &g) }
        return (kept.isEmpty ? Array(words.prefix(1)) : kept).joined(separator: " ")
    }

    private func chance(_ probability: Double, _ g: inout some RandomNumberGenerator) -> Bool {
        Double.random(in: 0..<1, using: &g) < probability
    }
}
