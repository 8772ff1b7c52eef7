/// Text made safe to stand in a page.
enum HTMLText {
    /// As content, or within a quoted attribute.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in plain(text).unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Without controls, and without the marks that turn the direction of what follows.
    static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": plain += " "
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// JSON that ends no script and begins no comment in a page.
    static func script(json: String) -> String { json.replacing("<", with: "\\u003c") }
}
