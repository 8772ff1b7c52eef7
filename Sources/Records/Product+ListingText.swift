extension Product {
    /// The words a text encoder reads: title, leaf category, brand, attribute values by attribute name, description.
    ///
    /// The most telling comes first, since an encoder cuts at its length. The style label is never among them.
    public var listingText: String {
        var parts = [title]
        parts += [leafCategory, brand].compactMap { $0 }
        parts += attributes.sorted { $0.key < $1.key }.map(\.value)
        parts += [description].compactMap { $0 }
        return parts.filter { !$0.isEmpty }.joined(separator: " . ")
    }
}
