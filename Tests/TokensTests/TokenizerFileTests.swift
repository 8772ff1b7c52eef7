import Foundation
import TestSupport
import Testing
import Tokens

@Suite struct TokenizerFileTests {
    /// Golden values: `Tools/reference/tokens.py`.
    @Test(arguments: ["clip", "clip-lines", "siglip", "t5", "gemma"])
    func textsOfManyScriptsBecomeTheIdsThatTheReferenceGives(kind: String) throws {
        let (same, different) = try GoldenTokens.kept.differences(kind, GoldenTokens.kept.samples())
        #expect(different == [])
        #expect(same > 400)
    }

    private static let drawn = ProcessInfo.processInfo.environment["SAMESTYLE_TOKENS"]

    /// Larger than what is kept: `Tools/reference/tokens.py --check 10000 FOLDER`, then `SAMESTYLE_TOKENS=FOLDER`.
    @Test(
        .enabled(if: drawn != nil, "SAMESTYLE_TOKENS names no folder of Tools/reference/tokens.py --check"),
        arguments: ["clip", "clip-lines", "siglip", "t5", "gemma", "minilm"])
    func tenThousandDrawnTextsBecomeTheIdsThatTheReferenceGives(kind: String) throws {
        let golden = GoldenTokens(folder: URL(filePath: try #require(Self.drawn)))
        guard FileManager.default.fileExists(atPath: golden.path(kind)) else {
            print("\(kind): not compared, \(golden.path(kind)) is not there")
            return
        }
        let samples = try golden.samples()
        let (same, different) = try golden.differences(kind, samples)
        print("\(kind): \(same) of \(samples.count) texts identical")
        #expect(different.prefix(20) == [])
        #expect(same == samples.count)
    }
}
