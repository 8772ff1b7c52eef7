import Encoders
import Foundation
import Pictures
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
        (#""joining" : 192"#, #""joining" : -1"#, "joining is -1; it lies within 0...16384"),
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

    @Test func aPreprocessingThatCannotBeDoneIsNamed() throws {
        let config = try #require(EncoderConfig.preset("demo"))
        func fault(_ change: (inout Preprocessing) -> Void) throws -> String {
            var config = config
            change(&config.image.preprocessing)
            do {
                let read = try EncoderConfig(json: config.json, from: "x.json")
                #expect(read == config)
                return ""
            } catch ModelError.badConfig("x.json", let reason) { return reason }
        }
        #expect(try fault { ($0.fit, $0.edge, $0.resampling, $0.fill) = (.shortest, 56, .bicubic, [1, 2, 3]) } == "")
        let edges = "image.preprocessing.edge is 40; it lies within 48...4096"
        #expect(try fault { ($0.fit, $0.edge, $0.resampling) = (.shortest, 40, .bicubic) } == edges)
        let ours = "image.preprocessing.fit is shortest; with it, resampling is bilinear, bicubic or lanczos"
        #expect(try fault { $0.fit = .shortest } == ours)
        #expect(try fault { $0.fill = [1] } == "image.preprocessing.fill has a level for each of three channels")
        #expect(try fault { $0.rescale = -1 } == "image.preprocessing.rescale is -1.0; it is above zero")
        let channels = "image.preprocessing has a mean and a positive deviation for each of three channels"
        #expect(try fault { $0.mean = [0, 0] } == channels)
        #expect(try fault { $0.deviation = [1, 0, 1] } == channels)
    }

    /// Files of before the field keep their meaning.
    @Test func anImageEncoderIsToldOfEdgesOnlyWhereItsFileSaysSo() throws {
        var config = try #require(EncoderConfig.preset("demo"))
        #expect(config.image.orientedGradients && config.image.features == 36 * (96 + 24))
        let text = String(decoding: try config.json, as: UTF8.self)
        let field = #""orientedGradients" : true,"#
        try #require(text.contains(field))
        let old = try EncoderConfig(json: Data(text.replacing(field, with: "").utf8), from: "x.json")
        #expect(!old.image.orientedGradients && old.image.features == 36 * 96)
        config.image.stem = .patch(size: 8)
        (config.image.cells, config.image.architecture) = (1, .clip(inner: 384, epsilon: 1e-5, activation: .quickGELU))
        let reason = "image.orientedGradients are not in the architectures of others"
        #expect(throws: ModelError.badConfig(path: "x.json", reason: reason)) {
            try EncoderConfig(json: config.json, from: "x.json")
        }
    }

    /// Files of before the field keep their meaning.
    @Test func aTextEncoderWithoutAnArchitectureIsOurs() throws {
        let json = #"{"vocabulary":200,"length":12,"transformer":{"width":16,"depth":1,"heads":2}}"#
        let text = try JSONDecoder().decode(EncoderConfig.Text.self, from: Data(json.utf8))
        #expect(text.architecture == .preNorm && text.frozen == 0 && !text.isFrozen)
        #expect("\(text)" == "1 x 16")
    }

    @Test func aBertSurvivesItsJSONAndIsToldInWords() throws {
        var config = try #require(EncoderConfig.preset("demo"))
        config.text = .init(
            vocabulary: 30522, length: 128, transformer: .init(width: 384, depth: 6, heads: 12),
            architecture: .bert(inner: 1536, epsilon: 1e-12), frozen: 6)
        #expect(try EncoderConfig(json: config.json, from: "itself") == config)
        #expect("\(config.text)" == "BERT 6 x 384, frozen")
        config.text.frozen = 4
        #expect("\(config.text)" == "BERT 6 x 384, 4 frozen" && !config.text.isFrozen)
        config.text.frozen = 7
        #expect(throws: ModelError.badConfig(path: "x.json", reason: "text.frozen is 7; it lies within 0...6")) {
            try EncoderConfig(json: config.json, from: "x.json")
        }
    }

    @Test(arguments: ["", "[]", "{}", "{\"dimension\":1e999}", "\u{0}"])
    func whatIsNoConfigIsSaidSo(text: String) {
        #expect(throws: ModelError.self) { try EncoderConfig(json: Data(text.utf8), from: "x.json") }
    }
}
