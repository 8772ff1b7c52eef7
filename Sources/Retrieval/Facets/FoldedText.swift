import Foundation

/// Texts as a filter compares them: without regard to case, nor to which of Unicode's equivalent spellings they use.
enum FoldedText {
    /// A number that is the same for texts a filter holds for equal, and seldom for others.
    ///
    /// Kept in files, so never another for the same text (FNV-1a over UTF-8, folded to 32 bits). Beyond ASCII the spelling is
    /// the one Unicode calls NFC.
    static func hash(_ text: String) -> UInt32 {
        var text = text
        if let quick = text.withUTF8(hashASCII) { return quick }
        return fold(text.lowercased().precomposedStringWithCanonicalMapping.utf8.reduce(start, step))
    }

    private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

    private static func fold(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ hash >> 32) }

    private static func hashASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
        var (hash, all) = (start, UInt8(0))
        for byte in bytes {
            all |= byte
            hash = step(hash, byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return all < 0x80 ? fold(hash) : nil
    }
}
