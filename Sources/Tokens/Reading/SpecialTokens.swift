/// The special tokens that `tokenizer_config.json` and `special_tokens_map.json` name.
struct SpecialTokens {
    /// The token and its place in the file that names it.
    typealias Named = (text: String, field: JSONField)
    private let sources: [JSONField]

    init(_ folder: inout TokenFolder) throws(TokenError) {
        let config = try folder.jsonIfThere("tokenizer_config.json")
        for (side, place) in [("truncation_side", config["truncation_side"]), ("padding_side", config["padding_side"])]
        {
            guard try place.text("right") == "right" else { throw place.unexpected("a \(side) of \"right\"") }
        }
        sources = [config, try folder.jsonIfThere("special_tokens_map.json")]
    }

    /// `pad_token` and its like: a text, or an object with its `content`.
    subscript(_ name: String) -> Named? {
        get throws(TokenError) {
            for source in sources {
                let field = source[name]
                if field.isNull { continue }
                if case .text(let text) = field.value { return (text, field) }
                return (try field["content"].text(), field["content"])
            }
            return nil
        }
    }

    /// The class that the tokenizer is of, where the files say so.
    var tokenizerClass: JSONField { sources[0]["tokenizer_class"] }
}
