import Catalog

/// The keys of the settings, ready to be compared.
struct KeyTable: Sendable {
    private typealias Digest = SIMD4<UInt64>

    private let keys: [(digest: Digest, key: AccessKey)]

    init(_ keys: [AccessKey]) {
        self.keys = keys.compactMap { key in Self.bytes(hexadecimal: key.hash).map { (Self.digest($0), key) } }
    }

    var isEmpty: Bool { keys.isEmpty }

    /// What the settings say of a key that somebody presents; nil where none matches.
    ///
    /// All are looked at, and every bit of each, whatever was found before: the time taken tells nothing.
    func known(_ key: String) -> AccessKey? {
        let given = Self.digest(SHA256.digest(Array(key.utf8)))
        var found = -1
        for at in keys.indices {
            let differing = keys[at].digest ^ given
            let isOther = differing[0] | differing[1] | differing[2] | differing[3] != 0
            found = isOther ? found : at
        }
        return found < 0 ? nil : keys[found].key
    }

    /// - Parameter bytes: 32 of them.
    private static func digest(_ bytes: [UInt8]) -> Digest {
        var digest = Digest()
        for (at, byte) in bytes.enumerated() { digest[at / 8] = digest[at / 8] << 8 | UInt64(byte) }
        return digest
    }

    /// Nil where it is not the 64 digits that the settings ask for.
    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
