extension Splitter {
    private static let known = "Sequence, Split, ByteLevel, Metaspace or WhitespaceSplit"
    private static let deepest = 8
    private static let most = 64

    /// GPT-2's: contractions, then letters, numbers and other marks, each with the blank before it.
    static let words = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    /// Reads a `pre_tokenizer`; null is none.
    init(_ field: JSONField, depth: Int = 0) throws(TokenError) {
        if field.isNull {
            self = .sequence([])
            return
        }
        let type = field["type"]
        switch try type.text() {
        case "Sequence":
            guard depth < Self.deepest else { throw type.unexpected("nesting of at most \(Self.deepest)") }
            var splitters: [Splitter] = []
            for inner in try field["pretokenizers"].list(limit: Self.most) {
                splitters.append(try Splitter(inner, depth: depth + 1))
            }
            self = .sequence(splitters)
        case "Split":
            self = .split(
                try Pattern(field["pattern"]), try Self.keeping(field["behavior"]),
                inverted: try field["invert"].bool(false))
        case "WhitespaceSplit": self = .spaces
        case "ByteLevel":
            self = .bytes(
                ByteSplit(
                    addsBlank: try field["add_prefix_space"].bool(true),
                    pattern: try field["use_regex"].bool(true) ? try Self.pattern(Self.words, field) : nil))
        case "Metaspace": self = .metaspace(try Self.metaspace(field))
        default: throw type.unexpected(Self.known)
        }
    }

    static func pattern(_ text: String, _ field: JSONField) throws(TokenError) -> Pattern {
        try Pattern(JSONField(value: .object([("Regex", .text(text))]), place: field.place, path: field.path))
    }

    private static func keeping(_ field: JSONField) throws(TokenError) -> Keeping {
        switch try field.text() {
        case "Removed": .removed
        case "Isolated": .isolated
        case "MergedWithPrevious": .withPrevious
        case "MergedWithNext": .withNext
        default: throw field.unexpected("Removed, Isolated, MergedWithPrevious or MergedWithNext")
        }
    }

    /// Both spellings: `prepend_scheme`, and the older `add_prefix_space`.
    private static func metaspace(_ field: JSONField) throws(TokenError) -> Metaspace {
        let (replacement, scheme) = (field["replacement"], field["prepend_scheme"])
        let scalars = Array(try replacement.text("\u{2581}").unicodeScalars)
        guard let mark = scalars.first, scalars.count == 1 else { throw replacement.unexpected("one character") }
        let prepending: Metaspace.Prepending
        switch try scheme.text(try field["add_prefix_space"].bool(true) ? "always" : "never") {
        case "always": prepending = .always
        case "first": prepending = .first
        case "never": prepending = .never
        default: throw scheme.unexpected("always, first or never")
        }
        return Metaspace(mark: mark, prepending: prepending, splits: try field["split"].bool(true))
    }
}
