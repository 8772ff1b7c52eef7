extension Product {
    /// The words a text encoder reads: title, leaf category, brand, attribute values by attribute name, description.
    ///
    /// The most telling comes first, since an encoder cuts at its length. The style label is never among them.
    public var textFields: [String] {
        var fields = [title]
        fields += [leafCategory, brand].compactMap { $0 }
        fields += attributes.sorted { $0.key < $1.key }.map(\.value)
        fields += [description].compactMap { $0 }
        return fields.filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// The fields in one line.
    public var listingText: String { textFields.joined(separator: " . ") }
}
