import Foundation

/// Text made fit to stand in a page.
enum PageText {
    /// Text of a catalogue, cut to a length and safe as content or within a quoted attribute.
    static func escaped(_ text: String, longest: Int = 90) -> String {
        var safe = ""
        for scalar in cut(text, at: longest).unicodeScalars {
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

    /// At most so many scalars: one letter may carry any number of accents.
    static func cut(_ text: String, at longest: Int) -> String {
        guard text.unicodeScalars.count > longest else { return text }
        var short = String.UnicodeScalarView(text.unicodeScalars.prefix(longest - 1))
        short.append("…")
        return String(short)
    }

    /// 1234567 as 1,234,567.
    static func grouped(_ number: Int) -> String {
        var digits = ""
        for (at, digit) in String(abs(number)).enumerated() {
            let left = String(abs(number)).count - at
            digits += at > 0 && left % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "-" : "") + digits
    }

    /// A tick or a value in few letters: 0, 0.25, 5e-05, 250, 12k, 1.5M.
    static func number(_ value: Double) -> String {
        let size = abs(value)
        let (scaled, unit) =
            size >= 1e9
            ? (value / 1e9, "G")
            : size >= 1e6
                ? (value / 1e6, "M")
                : size >= 1e3
                    ? (value / 1e3, "k")
                    : (value, "")
        return String(format: "%.3g", scaled) + unit
    }

    /// 3725 as 1 h 2 min.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e12))
        if whole >= 3600 { return "\(grouped(whole / 3600)) h \(whole % 3600 / 60) min" }
        return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : String(format: "%.1f s", seconds)
    }
}
