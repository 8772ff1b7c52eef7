import Testing

@testable import Tokens

@Suite struct PatternTests {
    /// Golden values: `tokenizers.pre_tokenizers.Split(Regex(...), "isolated")`, which uses Oniguruma.
    @Test(arguments: [
        (#"a|ab"#, "abab", ["a", "a"]), (#"(?:ab|a)b?"#, "abbab", ["abb", "ab"]),
        (#"a{2,3}"#, "aaaaaaa", ["aaa", "aaa"]),
        (#"a{2}"#, "aaaaa", ["aa", "aa"]), (#"a{,2}b"#, "aaab", ["aab"]), (#"a+?"#, "aaa", ["a", "a", "a"]),
        (#"\A +| +\z"#, "  a  b  ", ["  ", "  "]), (#"\s+(?!\S)|\s+"#, "a   b  ", ["  ", " ", "  "]),
        (#"[^\s\p{L}\p{N}]+"#, "a!?b -1", ["!?", "-"]), (#"[a-c\-x]+"#, "abcd-x-e", ["abc", "-x-"]),
        (#"\p{^L}"#, "a1b", ["1"]), (#"\P{L}+"#, "a12b", ["12"]), (#"[.*+]"#, "a.b*", [".", "*"]),
        (#"^a"#, "aa\na", ["a", "a"]),
        (#"a$"#, "aa\na", ["a", "a"]), (#"\x41."#, "AbA\nAc", ["Ab", "Ac"]),
        (#"(a|b)*c"#, "ababc ac", ["ababc", "ac"]),
        (#"'s|'t|\p{L}+"#, "it's", ["it", "'s"]), (#"\w+"#, "aé_1-\u{94D}²", ["aé_1", "\u{94D}²"]),
    ])
    func matchesAreThoseOfOniguruma(expression: String, text: String, wanted: [String]) throws {
        let scalars = Array(text.unicodeScalars)
        let found = try PatternReader.read(expression).matches(in: scalars[...])
        #expect(found.map { String(String.UnicodeScalarView(scalars[$0])) } == wanted)
    }

    @Test(arguments: [
        "", "a*", "a|", "(", ")", "[", "[]", "[a", "a)", "(?<n>a)", "(?=ab)c", #"\1"#, #"\k"#, "a{3,2}", "a{", "*a",
        "a++", "a**",
        "(a?)+", #"\p{Foo}"#, "[a&&b]", "[[:alpha:]]", "[z-a]", #"\"#, "(?i)a", String(repeating: "(", count: 1000),
        "a{9999}b{9999}", String(repeating: "a", count: 5000),
    ])
    func whatIsNotReadIsRefused(expression: String) {
        #expect(throws: PatternReader.Failure.self) { try PatternReader.read(expression) }
    }

    /// What takes exponential time where it is tried path by path.
    @Test func nestedRepetitionTakesTimeThatGrowsWithTheText() throws {
        let pattern = try PatternReader.read("(?:(?:a+)+)+b")
        let text = Array(String(repeating: "a", count: 3000).unicodeScalars)
        #expect(pattern.matches(in: text[...]).isEmpty)
    }
}
