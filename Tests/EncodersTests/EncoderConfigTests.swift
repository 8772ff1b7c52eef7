import Encoders
import Foundation
import Testing

@Suite struct EncoderConfigTests {
    @Test(arguments: EncoderConfig.presets.map(\.name))
    func everyPresetIsSoundAndSurvivesItsJSON(name: String) throws {
        let config = try #require(EncoderConfig.preset(name))
        #expect(try EncoderConfig(json: config.json, from: "itself") == config)
    }

    @Test func anUnknownPresetIsNone() { #expect(EncoderConfig.preset("huge") == nil) }

    @Test(arguments: [
        (#""dimension" : 64"#, #""dimension" : -1"#, "dimension is -1; it lies within 2...4096"),
        (#""heads" : 3"#, #""heads" : 5"#, "image.transformer.width does not divide into 5 heads"),
        (#""size" : 48"#, #""size" : 100000"#, "image.preprocessing.size is 100000; it lies within 8...1024"),
        (#""cells" : 6"#, #""cells" : 4"#, "6 rows a side do not divide into 4 cells"),
        (#""joining" : 192"#, #""joining" : 0"#, "joining is 0; it lies within 1...16384"),
    ])
    func whatCannotBeBuiltIsNamed(find: String, replace: String, reason: String) throws {
        let config = try #require(EncoderConfig.preset("demo"))
        let text = String(decoding: try config.json, as: UTF8.self)
        try #require(text.contains(find))
        let broken = text.replacingOccurrences(of: find, with: replace)
        #expect(throws: ModelError.badConfig(path: "x.json", reason: reason)) {
            try EncoderConfig(json: Data(broken.utf8), from: "x.json")
        }
    }

    @Test(arguments: ["", "[]", "{}", "{\"dimension\":1e999}", "\u{0}"])
    func whatIsNoConfigIsSaidSo(text: String) {
        #expect(throws: ModelError.self) { try EncoderConfig(json: Data(text.utf8), from: "x.json") }
    }
}
