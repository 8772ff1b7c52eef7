/// Text made safe to stand in a page, as content or within a quoted attribute.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            // Controls, and the marks that turn the direction of what follows.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": safe += " "
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
