/// Texts as numbers of 32 bits: equal texts have equal ones, and of a million words two hardly ever share one.
///
/// The same in every run (FNV-1a, its bits mixed as MurmurHash3 does at its end).
enum TextHash {
    static let start: UInt32 = 0x811C_9DC5

    static func of(_ text: some StringProtocol) -> UInt32 {
        finish(text.utf8.reduce(start) { step($0, UInt32($1)) })
    }

    @inline(__always)
    static func step(_ hash: UInt32, _ part: UInt32) -> UInt32 { (hash ^ part) &* 0x0100_0193 }

    @inline(__always)
    static func finish(_ hash: UInt32) -> UInt32 {
        var mixed = hash
        mixed = (mixed ^ mixed >> 16) &* 0x85EB_CA6B
        mixed = (mixed ^ mixed >> 13) &* 0xC2B2_AE35
        return mixed ^ mixed >> 16
    }
}
