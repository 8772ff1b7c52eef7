import Testing

@testable import Tokens

@Suite struct NormalFormTests {
    private static func normal(_ text: String, _ form: NormalForm) -> [UInt32] {
        form.apply(Array(text.unicodeScalars)).map(\.value)
    }

    /// Golden values: `tokenizers.normalizers.NFC().normalize_str`. The standard library gives others.
    @Test(arguments: [
        ("\u{F74}\u{F73}", [0xF71, 0xF72, 0xF74]), ("\u{AC00}\u{11A8}", [0xAC01]),
        ("\u{1113}\u{116E}", [0x1113, 0x116E]),
        ("\u{1100}\u{1176}", [0x1100, 0x1176]), ("\u{1100}\u{1161}\u{11A7}", [0xAC00, 0x11A7]),
        ("\u{AC00}\u{11C3}", [0xAC00, 0x11C3]), ("\u{1042B}\u{308}", [0x1042B, 0x308]),
        ("\u{100C2}\u{300}", [0x100C2, 0x300]),
        // Of Unicode 11 and 12: not moved before the vowel sign.
        ("\u{9B6}\u{9FE}\u{9BC}", [0x9B6, 0x9FE, 0x9BC]), ("\u{E9D}\u{EB9}\u{EBA}", [0xE9D, 0xEB9, 0xEBA]),
    ])
    func composedTextsAreThoseOfTheReference(text: String, wanted: [UInt32]) {
        #expect(Self.normal(text, .composed) == wanted)
    }

    /// Golden values: `tokenizers.normalizers.NFKC().normalize_str`.
    @Test(arguments: [
        ("\u{FB01}\u{FF21}\u{2460}", [0x66, 0x69, 0x41, 0x31]),
        ("\u{1FBD}\u{385}\u{1DD6}", [0x20, 0x313, 0x20, 0x308, 0x301, 0x1DD6]),
        ("\u{326A}\u{116A}", [0xCF70]), ("\u{32FF}", [0x32FF]), ("\u{FF76}\u{FF9E}", [0x30AC]),
    ])
    func compatiblyComposedTextsAreThoseOfTheReference(text: String, wanted: [UInt32]) {
        #expect(Self.normal(text, .compatiblyComposed) == wanted)
    }

    /// As serde_json reads them: rounded twice, so not always the nearest.
    @Test func numbersAreReadAsTheReferenceReadsThem() throws {
        for (text, wanted) in [
            ("-12", -12.0), ("0.5e2", 50), ("12345678901234567890123", 1.2345678901234568e22),
            ("0.1", 0.1), ("-1.8267972469329834", -1.8267972469329832),
        ] {
            guard case .number(let number) = try JSONReader.read(Array(text.utf8)) else {
                Issue.record("no number")
                continue
            }
            #expect(number == wanted)
        }
    }
}
