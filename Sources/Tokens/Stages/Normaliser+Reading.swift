extension Normaliser {
    private static let known =
        "Sequence, Lowercase, NFC, NFD, NFKC, NFKD, Strip, Replace, Prepend or Precompiled"
    private static let deepest = 8
    private static let most = 64

    /// Reads a `normalizer`; null is none.
    init(_ field: JSONField, depth: Int = 0) throws(TokenError) {
        if field.isNull {
            self = .sequence([])
            return
        }
        let type = field["type"]
        switch try type.text() {
        case "Sequence":
            guard depth < Self.deepest else { throw type.unexpected("nesting of at most \(Self.deepest)") }
            var normalisers: [Normaliser] = []
            for inner in try field["normalizers"].list(limit: Self.most) {
                normalisers.append(try Normaliser(inner, depth: depth + 1))
            }
            self = .sequence(normalisers)
        case "Lowercase": self = .lowercase
        case "NFC": self = .form(.composed)
        case "NFD": self = .form(.decomposed)
        case "NFKC": self = .form(.compatiblyComposed)
        case "NFKD": self = .form(.compatiblyDecomposed)
        case "Strip":
            self = .strip(left: try field["strip_left"].bool(true), right: try field["strip_right"].bool(true))
        case "Replace":
            self = .replace(try Pattern(field["pattern"]), try Self.short(field["content"]))
        case "Prepend": self = .prepend(try Self.short(field["prepend"]))
        case "Precompiled":
            let map = field["precompiled_charsmap"]
            if map.isNull { self = .sequence([]) } else { self = .mapped(try CharacterMap(map)) }
        default: throw type.unexpected(Self.known)
        }
    }

    private static func short(_ field: JSONField) throws(TokenError) -> [Unicode.Scalar] {
        let scalars = Array(try field.text().unicodeScalars)
        guard scalars.count <= 100 else { throw field.unexpected("a text of at most 100 characters") }
        return scalars
    }
}

extension Pattern {
    /// Reads `{"String": ...}` or `{"Regex": ...}`.
    init(_ field: JSONField) throws(TokenError) {
        let (literal, expression) = (field["String"], field["Regex"])
        if !literal.isNull {
            let text = try literal.text()
            guard !text.isEmpty, text.utf8.count <= 1000 else { throw literal.unexpected("a text of 1 to 1000 bytes") }
            self.init(steps: text.unicodeScalars.map { .scalar(ScalarSet([.range($0.value...$0.value)])) } + [.match])
            return
        }
        let text = try expression.text()
        do throws(PatternReader.Failure) { self = try PatternReader.read(text) } catch {
            throw .unexpected(
                path: expression.path, place: "\(expression.place), character \(error.place)",
                found: "\(error.found) in \"\(String(text.prefix(200)))\"", expected: error.expected)
        }
    }
}
