/// Ids as files write them.
enum IDText {
    /// A number with zeros before it up to `digits`.
    static func filled(_ id: String, _ digits: Int) -> String {
        let length = id.utf8.count
        guard length < digits, id.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return id }
        return String(repeating: "0", count: digits - length) + id
    }
}
