/// Reads a price: a plain decimal number, with a currency's three letters before or behind it or without; `gbp` is `GBP`.
enum PriceText {
    /// Nil where `text` is no such number, or negative, or beyond 10^12.
    static func amount(_ text: String) -> (amount: Double, currency: String?)? {
        let parts = text.split(separator: " ")
        let isCode = { (part: Substring) in
            part.utf8.count == 3 && part.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
        }
        let number: Substring
        var currency: String?
        switch parts.count {
        case 1: number = parts[0]
        case 2 where isCode(parts[1]): (number, currency) = (parts[0], parts[1].uppercased())
        case 2 where isCode(parts[0]): (number, currency) = (parts[1], parts[0].uppercased())
        default: return nil
        }
        // `Double` would read "nan", "inf" and "0x1p3" too.
        guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+.eE-".utf8.contains($0) }),
            let amount = Double(number), amount >= 0, amount <= 1e12
        else { return nil }
        return (amount + 0, currency)
    }
}
