import Foundation
import TestSupport
import Testing
import Tokens

@Suite struct WordPieceTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private struct Sample: Decodable {
        let text: String
        let ids: [Int32]
    }

    /// Golden values: `Tools/reference/tokens.py`.
    @Test func textsOfManyScriptsBecomeTheIdsThatBERTsTokenizerGives() throws {
        let tokenizer = try WordPiece(contentsOf: Self.golden.appending(path: "vocabulary.txt").path)
        let lines = try String(contentsOf: Self.golden.appending(path: "texts.jsonl"), encoding: .utf8)
            .split(separator: "\n")
        #expect(lines.count == 300)
        for line in lines {
            let sample = try JSONDecoder().decode(Sample.self, from: Data(line.utf8))
            #expect(tokenizer.encode(sample.text, limit: 64) == sample.ids, "\(sample.text.debugDescription)")
        }
    }

    @Test func aTextIsCutAtTheLimitAndKeepsItsEnd() {
        let tokenizer = WordPiece.learn(from: ["one two three four five six"], size: 100)
        let whole = tokenizer.encode("one two three four five six", limit: 100)
        let cut = tokenizer.encode("one two three four five six", limit: 5)
        #expect(cut.count == 5)
        #expect(cut.last == whole.last)
        #expect(Array(cut.dropLast()) == Array(whole.prefix(4)))
        #expect(tokenizer.encode("", limit: 2).count == 2)
    }

    @Test func learningJoinsWhatStandsTogetherOften() {
        let texts = Array(repeating: "screw screws unscrew", count: 20) + ["zq"]
        let learnt = WordPiece.learn(from: texts, size: 60)
        #expect(learnt.vocabulary.contains("screw"))
        #expect(learnt.encode("screw", limit: 9).count == 3)
        #expect(Array(learnt.vocabulary.prefix(5)) == WordPiece.specialTokens)
        #expect(WordPiece.learn(from: texts.reversed(), size: 60).vocabulary == learnt.vocabulary)
    }

    @Test(arguments: [5, 12, 30, 1000])
    func aLearntVocabularyKeepsToItsSize(size: Int) {
        let learnt = WordPiece.learn(from: ["the quick brown fox", "jumps over the lazy dog"], size: size)
        #expect(learnt.vocabularySize <= max(5, size))
        #expect(Set(learnt.vocabulary).count == learnt.vocabularySize)
    }

    @Test func wordsOfTheLearntTextsNeedNoUnknown() throws {
        let texts = ["Größe 42", "M4x20", "中文 mug"]
        let learnt = WordPiece.learn(from: texts, size: 500)
        let unknown = try #require(learnt.vocabulary.firstIndex(of: "[UNK]"))
        for text in texts { #expect(!learnt.encode(text, limit: 50).contains(Int32(unknown))) }
    }

    @Test func aVocabularyIsReadAsItWasWritten() throws {
        let folder = try ScratchFolder()
        let learnt = WordPiece.learn(from: ["alpha beta", "gamma"], size: 100)
        try learnt.write(to: folder.path("vocabulary.txt"))
        #expect(try WordPiece(contentsOf: folder.path("vocabulary.txt")).vocabulary == learnt.vocabulary)
    }

    @Test func aVocabularyThatCannotBeUsedIsSaidSo() throws {
        let folder = try ScratchFolder()
        let special = WordPiece.specialTokens
        #expect(throws: TokenError.missing(token: "[SEP]")) {
            try WordPiece(vocabulary: special.filter { $0 != "[SEP]" })
        }
        #expect(throws: TokenError.duplicate(token: "a", line: 7)) {
            try WordPiece(vocabulary: special + ["a", "a"])
        }
        let broken = try folder.write(Array("[PAD]\n".utf8) + [0xFF, 0xFE, 0x0A], to: "broken.txt")
        #expect(throws: TokenError.notText(line: 2)) { try WordPiece(contentsOf: broken) }
        #expect(throws: TokenError.self) { try WordPiece(contentsOf: folder.path("none.txt")) }
    }

    @Test func aVowelSignThatCombinesIsLearntWithItsWord() throws {
        let learnt = WordPiece.learn(from: Array(repeating: "\u{0939}\u{093F}\u{0928}\u{093E}", count: 9), size: 100)
        #expect(learnt.encode("\u{0939}\u{093F}\u{0928}\u{093E}", limit: 9).count == 3)
    }

    @Test func entriesThatDifferInBytesAloneAreTwo() throws {
        let tokenizer = try WordPiece(vocabulary: WordPiece.specialTokens + ["\u{E9}", "e\u{301}"])
        #expect(tokenizer.vocabularySize == 7)
    }
}
