import Records

/// How a listing's words change when another seller writes them, or a user searches for them.
public struct TextVariation: Codable, Hashable, Sendable {
    /// The chance that a product is named by a query that led to a click on it, where there is one.
    public var query = 0.3
    /// The chance that a field is left out, the title too as long as another stays.
    public var fieldDropout = 0.3
    /// The chance that a token is left out.
    public var tokenDropout = 0.1

    public init() {}

    /// The fields in the order of `Product.listingText`, some left out; or a query.
    func text(of product: TrainingProduct, using g: inout some RandomNumberGenerator) -> String {
        if let query = product.queries.randomElement(using: &g), chance(query: self.query, &g) { return query }
        let kept = product.fields.filter { _ in Double.random(in: 0..<1, using: &g) >= fieldDropout }
        return (kept.isEmpty ? Array(product.fields.prefix(1)) : kept).joined(separator: " . ")
    }

    /// The tokens but some; the first and the last mark the text's ends and stay.
    func thinned(_ tokens: [Int32], using g: inout some RandomNumberGenerator) -> [Int32] {
        guard tokens.count > 3 else { return tokens }
        return tokens.indices.filter {
            $0 == 0 || $0 == tokens.count - 1 || Double.random(in: 0..<1, using: &g) >= tokenDropout
        }.map { tokens[$0] }
    }

    private func chance(query: Double, _ g: inout some RandomNumberGenerator) -> Bool {
        Double.random(in: 0..<1, using: &g) < query
    }
}
