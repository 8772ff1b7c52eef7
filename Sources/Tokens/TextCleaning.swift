/// What open_clip does to a text before its tokenizer sees it (`tokenizer_kwargs.clean` in `open_clip_config.json`).
///
/// Its repair of mistaken encodings (ftfy) and of HTML entities is not done: texts are taken as they are.
public enum TextCleaning: String, Codable, Sendable {
    /// Runs of white space are one blank, none at the ends.
    case whitespace
    /// The same, in lower case.
    case lower
    /// The same, with "_" a blank and without ASCII's punctuation marks: the form SigLIP was trained on.
    case canonicalize

    func clean(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch (self, scalar.value) {
            case (.canonicalize, 0x5F): kept.append(" ")
            case (.canonicalize, 33...47), (.canonicalize, 58...64), (.canonicalize, 91...96),
                (.canonicalize, 123...126):
                continue
            default: kept.append(scalar)
            }
        }
        if self != .whitespace { kept = Self.lowercased(Array(kept)) }
        let words = kept.split { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
        return words.map(String.init).joined(separator: " ")
    }

    /// With Unicode's one rule of context: a sigma at the end of a word is a final one, as in Python's `lower`.
    private static func lowercased(_ scalars: [Unicode.Scalar]) -> String.UnicodeScalarView {
        var lower = String.UnicodeScalarView()
        var followsLetter = false
        for (at, scalar) in scalars.enumerated() {
            // Only a sigma looks ahead, and only over marks.
            if scalar == "\u{3A3}", followsLetter,
                scalars[(at + 1)...].first(where: { !$0.properties.isCaseIgnorable })?.properties.isCased != true
            {
                lower.append("\u{3C2}")
            } else {
                lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
            if !scalar.properties.isCaseIgnorable { followsLetter = scalar.properties.isCased }
        }
        return lower
    }
}
