import Foundation
import TestSupport
import Testing
import Tokens

@Suite struct TokenizerFolderTests {
    private static let kinds = ["clip", "clip-lines", "siglip", "t5", "gemma"]
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A copy of a golden tokenizer, with some of its text replaced.
    private func copy(_ kind: String, replacing changes: [String: String]) throws -> String {
        let place = UUID().uuidString
        let golden = GoldenTokens.kept.path(kind)
        for name in try FileManager.default.contentsOfDirectory(atPath: golden) {
            var text = try String(contentsOfFile: "\(golden)/\(name)", encoding: .utf8)
            for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
            _ = try folder.write(text, to: "\(place)/\(name)")
        }
        return folder.path(place)
    }

    /// What is refused in a folder: the place, what was found there, and the file; nil where all is read.
    private func refusal(of directory: String) -> (place: String, found: String, file: String)? {
        do throws(TokenError) { _ = try TokenizerFile(from: directory) } catch {
            if case .unexpected(let file, let place, let found, _) = error { return (place, found, file) }
            return ("\(error)", "", "")
        }
        return nil
    }

    @Test(arguments: kinds)
    func aFolderThatWasWrittenIsReadAsTheSameTokenizer(kind: String) throws {
        let read = try TokenizerFile(from: GoldenTokens.kept.path(kind))
        try read.write(to: folder.path)
        let again = try TokenizerFile(from: folder.path).tokenizer
        #expect(again.vocabularySize == read.tokenizer.vocabularySize)
        #expect(again.padding == read.tokenizer.padding)
        #expect(again.end == read.tokenizer.end)
        for text in ["red mug", "it's 42 \u{4E2D}\u{6587}", "\u{1F468}\u{200D}\u{1F469}", ""] {
            #expect(again.encode(text, limit: 20) == read.tokenizer.encode(text, limit: 20))
        }
    }

    @Test func aWordPieceVocabularyIsKeptAsOurs() throws {
        let learnt = WordPiece.learn(from: ["red mug", "blue mug"], size: 60)
        _ = try folder.write(learnt.vocabulary.joined(separator: "\n"), to: "vocab.txt")
        let read = try TokenizerFile(from: folder.path)
        let ours = try ScratchFolder()
        try read.write(to: ours.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: ours.path) == ["vocabulary.txt"])
        let again = try #require(try TokenizerFile(from: ours.path).tokenizer as? WordPiece)
        #expect(again.vocabulary == learnt.vocabulary)
        #expect(again.end == 3)
    }

    @Test func bertsTokenizerJSONIsAWordPieceVocabulary() throws {
        let learnt = WordPiece.learn(from: ["red mug", "blue mug"], size: 60)
        let entries = learnt.vocabulary.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
        func json(lowercase: Bool) -> String {
            """
            {"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,
            "lowercase":\(lowercase)},"pre_tokenizer":{"type":"BertPreTokenizer"},
            "post_processor":{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]},
            "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","vocab":{\(entries)}}}
            """
        }
        let path = try folder.write(json(lowercase: true), to: "tokenizer.json")
        #expect(try (TokenizerFile(from: folder.path).tokenizer as? WordPiece)?.vocabulary == learnt.vocabulary)
        _ = try folder.write(json(lowercase: false), to: "tokenizer.json")
        #expect(
            throws: TokenError.unexpected(path: path, place: "normalizer.lowercase", found: "false", expected: "true")
        ) { try TokenizerFile(from: folder.path) }
    }

    @Test func whatEndsAndFillsATextIsWhatTheFilesSay() throws {
        let clip = try TokenizerFile(from: GoldenTokens.kept.path("clip")).tokenizer
        #expect(clip.end == Int32(clip.vocabularySize - 1))
        #expect(clip.padding == clip.end)
        #expect(clip.encode("", limit: 77) == [Int32(clip.vocabularySize - 2), Int32(clip.vocabularySize - 1)])
        let siglip = try TokenizerFile(from: GoldenTokens.kept.path("siglip")).tokenizer
        #expect(siglip.end == 1)
        #expect(siglip.padding == 1)
        #expect(siglip.encode("", limit: 64) == [1])
        #expect(try TokenizerFile(from: GoldenTokens.kept.path("clip"), padding: 0).tokenizer.padding == 0)
    }

    @Test(arguments: kinds)
    func aTextIsCutAtTheLimitAndKeepsItsEnd(kind: String) throws {
        let tokenizer = try TokenizerFile(from: GoldenTokens.kept.path(kind)).tokenizer
        let text = "red mug with a blue lamp and 100 % cotton"
        let whole = tokenizer.encode(text, limit: 1000)
        for limit in 3..<whole.count {
            let cut = tokenizer.encode(text, limit: limit)
            #expect(cut == whole.prefix(limit - 1) + [try #require(tokenizer.end)])
        }
    }

    /// As open_clip cleans before the tokenizer of SigLIP.
    @Test func aTextIsCleanedAsTheCallerAsks() throws {
        let path = GoldenTokens.kept.path("t5")
        let cleaned = try TokenizerFile(from: path, cleaning: .canonicalize).tokenizer
        let plain = try TokenizerFile(from: path).tokenizer
        for (text, clean) in [
            ("  Red_Mug,\t(NEW)!  it's ", "red mug new its"), ("\u{39F}\u{394}\u{39F}\u{3A3} \u{3A3}", "οδος σ"),
        ] {
            #expect(cleaned.encode(text, limit: 64) == plain.encode(clean, limit: 64))
        }
    }

    @Test(arguments: kinds)
    func aVeryLongWordTakesNoVeryLongTime(kind: String) throws {
        let tokenizer = try TokenizerFile(from: GoldenTokens.kept.path(kind)).tokenizer
        let start = ContinuousClock.now
        for text in ["ab", "\u{301}", " ", "\u{1F600}"] {
            #expect(tokenizer.encode(String(repeating: text, count: 20_000), limit: 77).count <= 77)
        }
        // A time that grew with the square of the length would be hours.
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test func whatIsOfAnotherKindIsNamedWithItsPlace() throws {
        for (kind, old, new, place) in [
            ("clip", #""type":"BPE""#, #""type":"WordLevel""#, "model.type"),
            ("clip", #""type":"Lowercase""#, #""type":"Nmt""#, "normalizer.normalizers[2].type"),
            (
                "clip", #""type":"ByteLevel","add"#, #""type":"BertPreTokenizer","add"#,
                "pre_tokenizer.pretokenizers[1].type"
            ),
            ("clip", #""Removed""#, #""Contiguous""#, "pre_tokenizer.pretokenizers[0].behavior"),
            ("clip", #""dropout":null"#, #""dropout":0.1"#, "model.dropout"),
            ("clip", #""RobertaProcessing""#, #""Other""#, "post_processor.type"),
            ("clip", #""pad_token": "<|endoftext|>""#, #""pad_token": "<pad>""#, "pad_token"),
            ("clip", #""tokenizer_class""#, #""truncation_side":"left","tokenizer_class""#, "truncation_side"),
            ("clip-lines", "i n\n", "i \u{4E2D}n\n", "line"),
            ("clip-lines", "#version: 0.2\n", "#version: 0.2\nabc\n", "line 2"),
            ("siglip", #""replacement":"▁""#, #""replacement":"▁▁""#, "pre_tokenizer.replacement"),
            ("siglip", #""unk_id":2"#, #""unk_id":200000"#, "model.unk_id"),
            ("siglip", #""Regex":"\\s+""#, #""Regex":"(?<a>\\s)+""#, "normalizer.normalizers[2].pattern.Regex"),
        ] {
            let path = try copy(kind, replacing: [old: new])
            let refusal = refusal(of: path)
            #expect(refusal?.place.hasPrefix(place) == true, "\(new): \(refusal?.place ?? "read")")
            #expect(refusal?.file.hasPrefix(path) == true)
        }
    }

    @Test func aFolderWithoutATokenizerSaysWhatIsRead() throws {
        #expect(throws: TokenError.self) { try TokenizerFile(from: folder.path) }
        let model = try folder.write("x", to: "spiece.model")
        #expect(
            throws: TokenError.unexpected(
                path: model, place: "the tokenizer", found: "a SentencePiece model alone",
                expected: "a tokenizer.json beside it")
        ) { try TokenizerFile(from: folder.path) }
        _ = try folder.write("{}", to: "vocab.json")
        _ = try folder.write(#"{"tokenizer_class":"RobertaTokenizer"}"#, to: "tokenizer_config.json")
        #expect(refusal(of: folder.path)?.place == "tokenizer_class")
        #expect(refusal(of: folder.path)?.found == "\"RobertaTokenizer\"")
    }

    @Test(arguments: [
        "", "{", "[1,]", #"{"a":1}x"#, #"{"a":"\ud800"}"#, #"{"a":"\q"}"#, "{\"a\":\"\u{1}\"}", #"{"a":nul}"#,
        #"{"a":1e999}"#,
        #"{a:1}"#, String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
    ])
    func brokenJSONIsNamedWithItsByte(json: String) throws {
        _ = try folder.write(json, to: "tokenizer.json")
        #expect(refusal(of: folder.path)?.place.hasPrefix("byte ") == true)
    }

    /// Bytes turned at random: each file is read and works, or is refused with a typed error; none ends the program.
    @Test(arguments: kinds)
    func aDamagedFileIsReadOrRefused(kind: String) throws {
        var generator = SeededRandom(seed: 11)
        let golden = GoldenTokens.kept.path(kind)
        let names = try FileManager.default.contentsOfDirectory(atPath: golden)
        let files = try names.map { try [UInt8](Data(contentsOf: URL(filePath: "\(golden)/\($0)"))) }
        var refused = 0
        for _ in 0..<60 {
            for (name, bytes) in zip(names, files) {
                var bytes = bytes
                // Half of the damage where the stages stand, before the vocabulary.
                let reach = Bool.random(using: &generator) ? min(3000, bytes.count) : bytes.count
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    bytes[Int.random(in: 0..<reach, using: &generator)] = UInt8.random(
                        in: 0x20...0x7E, using: &generator)
                }
                _ = try folder.write(bytes, to: name)
            }
            do throws(TokenError) {
                let tokenizer = try TokenizerFile(from: folder.path).tokenizer
                _ = tokenizer.encode("Red mug, it's \u{FB01}ne 42 \u{1F600}\u{301} </s>", limit: 16)
            } catch { refused += 1 }
        }
        #expect(refused > 0)
    }
}

/// Numbers drawn by a seed (SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
