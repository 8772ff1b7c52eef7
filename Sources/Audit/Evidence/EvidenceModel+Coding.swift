extension EvidenceModel: Codable {
    private enum CodingKeys: CodingKey { case weights }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The features of the first form, which wrote weights without their names.
    private static let unnamed = [
        "bias", "image", "text", "joint", "title", "same bytes", "hash near", "hash apart", "same seller",
        "other seller", "same brand", "other brand", "price apart", "numbers agree", "numbers conflict",
        "colours agree", "colours conflict",
    ]

    /// Reads weights by name, and the first form, a list of seventeen.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func damaged(_ reason: String) -> DecodingError {
            .dataCorruptedError(forKey: .weights, in: container, debugDescription: reason)
        }
        var named: [String: Double] = [:]
        if let list = try? container.decode([Double].self, forKey: .weights) {
            guard list.count == Self.unnamed.count else {
                throw damaged("a list of weights has \(Self.unnamed.count) of them, here are \(list.count)")
            }
            for (feature, weight) in zip(Self.unnamed, list) { named[feature] = weight }
            // Numbers were codes and sizes too.
            for feature in ["codes", "sizes"] {
                named["\(feature) agree"] = named["numbers agree"]
                named["\(feature) conflict"] = named["numbers conflict"]
            }
        } else {
            named = try container.decode([String: Double].self, forKey: .weights)
        }
        if let unknown = named.keys.sorted().first(where: { !Self.features.contains($0) }) {
            throw damaged("there is no feature called \(unknown)")
        }
        guard named.values.allSatisfy(\.isFinite) else { throw damaged("a weight is a finite number") }
        self.init(named)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var named = container.nestedContainer(keyedBy: Name.self, forKey: .weights)
        for (feature, weight) in zip(Self.features, weights) {
            try named.encode(weight, forKey: Name(stringValue: feature))
        }
    }
}
