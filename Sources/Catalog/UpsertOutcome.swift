/// What became of a product that was given to the catalogue.
public enum UpsertOutcome: String, Codable, Sendable {
    case imported, updated, unchanged
    /// The same import gave the product before; it was left as that row had it.
    case repeated
}

/// What became of a click that was given to the catalogue.
public enum ClickOutcome: String, Codable, Sendable {
    case added, known
}
