import Foundation
import Testing

@testable import Audit

@Test func fittingLearnsToTellASeparableSet() throws {
    let pairs = (0..<40).map { at -> (PairEvidence, Bool) in
        let same = at % 2 == 0
        var evidence = PairEvidence()
        evidence.image = (same ? 0.86 : 0.8) + Float(at) * 0.001
        return (evidence, same)
    }
    let before = EvidenceModel.standard(for: .duplicate)
    let model = EvidenceModel.fit(pairs, ridge: 0.0001)
    #expect(pairs.allSatisfy { (model.confidence($0.0) > 0.5) == $0.1 })
    #expect(!pairs.allSatisfy { (before.confidence($0.0) > 0.5) == $0.1 })
    #expect(EvidenceModel.fit(pairs, ridge: 0.0001) == model)
    // No pair shows a conflict of numbers: its weight stays.
    #expect(abs((model["numbers conflict"] ?? 0) - (before["numbers conflict"] ?? 1)) < 1e-9)
    let written = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(EvidenceModel.self, from: written) == model)
}

@Test func weightsAreWrittenByNameAndTheFirstFormIsStillRead() throws {
    let written = try JSONEncoder().encode(EvidenceModel.standard(for: .duplicate))
    #expect(String(decoding: written, as: UTF8.self).contains(#""numbers conflict":-24"#))
    let first = Data(#"{"weights":[-7,3,2,3,4,5,4,-3,1,-1.5,0.5,-2,-1.5,0.5,-24,0.3,-16]}"#.utf8)
    let model = try JSONDecoder().decode(EvidenceModel.self, from: first)
    #expect(model["other seller"] == -1.5 && model["colours conflict"] == -16 && model["codes conflict"] == -24)
    #expect(model["spelling"] == 0)
    for bad in [#"{"weights":{"luck":1}}"#, #"{"weights":{"bias":1e999}}"#] {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(EvidenceModel.self, from: Data(bad.utf8)) }
    }
}

@Test func aModelOfTheWrongLengthIsRefused() {
    #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(EvidenceModel.self, from: Data(#"{"weights":[1,2]}"#.utf8))
    }
}

@Test(
    arguments: [
        ("Screw M4x20", "Screw M4x25", false), ("Screw M4x20", "M4 x 20 mm screw", true),
        ("Screw M4×20", "screw m4x20mm", true), ("Resistor 47k", "Resistor 4k7", false),
        ("Resistor 4.7k", "Resistor 4k7", true), ("Resistor 47kΩ 1%", "Resistor 47 kOhm", true),
        ("Resistor 1M", "Resistor 1k", false), ("Resistor 10R", "Resistor 10k", false),
        ("Bearing 6204-2RS", "Bearing 6205-2RS", false), ("Transistor BC547B", "Transistor BC557A", false),
        ("Shelf 2 cm", "Shelf 20mm", true), ("Capacitor 100nF", "Capacitor 0,1 uF", true),
        ("Sheet, stainless 304", "Sheet, stainless 201", false), ("Hex bolt M6", "Hex bolt M8", false),
        ("Bolt DIN912 M6 A2", "Bolt DIN912 M8 A2", false), ("Bolt DIN912 M6 A2", "DIN912 bolt, M6", true),
        ("Bottle 32 oz", "Bottle 24oz", false), ("Bottle 32 oz blue", "32oz bottle", true),
        ("Case iPhone 12, 2pcs", "Case iPhone 12 24h", true), ("Disk 1TB", "Disk 1000 GB", true),
    ] as [(String, String, Bool?)])
func numbersOfTitlesAreCompared(one: String, other: String, agree: Bool?) {
    let numbers = [one, other].map { TitleNumbers(words: Words.split($0)) }
    #expect(Comparison.agree(numbers[0], numbers[1]) == agree)
    #expect(Comparison.agree(numbers[1], numbers[0]) == agree)
}

@Test func numbersThatOneTitleLacksAreNoConflict() {
    let none = TitleNumbers(words: Words.split("Desk lamp"))
    #expect(Comparison.agree(none, TitleNumbers(words: ["m4x20"])) == nil)
    #expect(Comparison.agree(TitleNumbers(words: ["m4x20", "10pcs"]), TitleNumbers(words: ["m4x20"])) == true)
}

private enum Comparison {
    /// Numbers and model codes together.
    static func agree(_ a: TitleNumbers, _ b: TitleNumbers) -> Bool? {
        let both = [TitleNumbers.numbersAgree(a, b), TitleNumbers.codesAgree(a, b)].compactMap(\.self)
        return both.isEmpty ? nil : !both.contains(false)
    }
}
