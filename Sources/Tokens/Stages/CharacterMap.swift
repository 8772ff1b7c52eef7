import Foundation

/// SentencePiece's table of what becomes of which characters (`precompiled_charsmap`): a double array (Aoe 1989, as
/// Darts-clone lays it out) from bytes to places in a row of texts, each ended by a zero byte.
///
/// As in the SentencePiece of Hugging Face's tokenizers a cluster of less than six bytes is looked up first, and the
/// shortest entry that begins it stands for all of it; then its characters one by one.
struct CharacterMap: Sendable {
    /// The largest table that is read, in bytes; NFKC's has a quarter of a million.
    private static let largest = 16 << 20
    /// The longest that a character becomes, in bytes; NFKC's longest has 33.
    private static let longestText = 256
    private let units: [UInt32]
    private let texts: [UInt8]

    /// Reads the table in Base64: the size of the array in bytes, the array, the texts; numbers little-endian.
    init(_ field: JSONField) throws(TokenError) {
        let spelt = try field.text()
        guard let bytes = Data(base64Encoded: spelt).map(Array.init) else { throw field.unexpected("Base64") }
        guard (4...Self.largest).contains(bytes.count) else {
            throw field.unexpected("a table of 4 to \(Self.largest) bytes")
        }
        func number(_ at: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * $1) }
        }
        let size = Int(number(0))
        guard size % 4 == 0, size >= 4, size <= bytes.count - 4 else {
            throw .unexpected(
                path: field.path, place: field.place, found: "an array of \(size) bytes",
                expected: "one of 4 to \(bytes.count - 4), whole words")
        }
        units = stride(from: 4, to: 4 + size, by: 4).map(number)
        texts = Array(bytes[(4 + size)...])
        guard String(validating: texts, as: UTF8.self) != nil,
            texts.split(separator: 0).allSatisfy({ $0.count <= Self.longestText })
        else {
            throw .unexpected(
                path: field.path, place: field.place, found: "other texts",
                expected: "texts in UTF-8 of at most \(Self.longestText) bytes, each ended by zero")
        }
    }

    /// What the shortest entry that begins `key` becomes.
    private func transformed(_ key: some Sequence<UInt8>) -> [Unicode.Scalar]? {
        func unit(_ at: Int) -> UInt32? { units.indices.contains(at) ? units[at] : nil }
        func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & (1 << 9)) >> 6) }
        guard let root = units.first else { return nil }
        var at = offset(root)
        for byte in key {
            guard byte != 0 else { return nil }
            at ^= Int(byte)
            guard let node = unit(at), node & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
            at ^= offset(node)
            if node >> 8 & 1 == 1 {
                guard let leaf = unit(at) else { return nil }
                return text(at: Int(leaf & (1 << 31 - 1)))
            }
        }
        return nil
    }

    private func text(at start: Int) -> [Unicode.Scalar]? {
        guard start < texts.count else { return [] }
        let end = texts[start...].firstIndex(of: 0) ?? texts.endIndex
        return Array(String(decoding: texts[start..<end], as: UTF8.self).unicodeScalars)
    }

    func apply(_ stretch: inout Stretch) {
        var mapped: [Unicode.Scalar] = []
        mapped.reserveCapacity(stretch.scalars.count)
        for cluster in String(String.UnicodeScalarView(stretch.scalars)) {
            if cluster.utf8.count < 6, let text = transformed(cluster.utf8) {
                mapped += text
                continue
            }
            for scalar in cluster.unicodeScalars {
                if let text = transformed(UTF8.encode(scalar) ?? .init()) {
                    mapped += text
                } else {
                    mapped.append(scalar)
                }
            }
        }
        stretch.scalars = mapped
    }
}
