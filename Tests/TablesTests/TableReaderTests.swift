import TestSupport
import Testing

@testable import Tables

struct TableReaderTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func entries(
        _ bytes: some Sequence<UInt8>, _ format: TableFormat = .csv, longestRow: Int = 1 << 20
    ) throws -> [TableEntry] {
        var reader = try TableReader(path: try scratch.write(bytes, to: "t"), format: format, longestRow: longestRow)
        var entries: [TableEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    /// Each row as `line: a|b`, each bad row as `line! reason`.
    private func told(_ text: String, _ format: TableFormat = .csv, longestRow: Int = 1 << 20) throws -> [String] {
        try told(Array(text.utf8), format, longestRow: longestRow)
    }

    private func told(_ bytes: [UInt8], _ format: TableFormat = .csv, longestRow: Int = 1 << 20) throws -> [String] {
        try entries(bytes, format, longestRow: longestRow).map { entry in
            switch entry {
            case .row(let row): "\(row.line): " + row.values.joined(separator: "|")
            case .bad(let bad): "\(bad.line)! \(bad.reason)"
            }
        }
    }

    @Test func quotesHoldCommasQuotesAndNewlines() throws {
        let text = "a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",\"\"\n5\" pipe,plain\n"
        #expect(try told(text) == ["2: x, y|say \"hi\"", "3: two\r\nlines|", "5: 5\" pipe|plain"])
    }

    @Test func aByteOrderMarkEmptyLinesAndAMissingLastNewlineAreNoRows() throws {
        #expect(try told("\u{FEFF}a,b\n\n1,2\n\r\n3,4") == ["3: 1|2", "5: 3|4"])
    }

    @Test func aRowWithTheWrongNumberOfFieldsIsBadAndNamed() throws {
        let all = try entries("id,b\n1,2\n7\n3,4,5\n6,7\n".utf8)
        #expect(all.count == 4)
        guard case .bad(let bad) = all[1] else { throw Missing() }
        #expect(bad.reason == "1 field where the header has 2")
        #expect(bad.remains?["id"] == "7")
        guard case .row(let last) = all[3] else { throw Missing() }
        #expect(last["b"] == "7")
    }

    private struct Missing: Error {}

    @Test func anUnclosedQuoteTakesOneLineAndNoMore() throws {
        let reason = "a quote that does not close within 1048576 bytes"
        #expect(try told("a,b\n1,\"open\n2,x\n3,y\n") == ["2! \(reason)", "3: 2|x", "4: 3|y"])
        #expect(try told("a,b\n1,x\n2,\"") == ["2: 1|x", "3! \(reason)"])
    }

    @Test func aStrayQuoteThatMeetsALaterOneTakesOneLineAndNoMore() throws {
        #expect(
            try told("a,b\n3,\"red,9\n4,\"blue\"\n5,z\n")
                == ["2! text behind a closing quote", "3: 4|blue", "4: 5|z"])
        #expect(
            try told("a,b,c\n\"3,red\n4,x,\"\n5,y,z\n")
                == [
                    "2! 1 field where the header has 3", "3! a quote that does not close within 1048576 bytes",
                    "4: 5|y|z",
                ])
    }

    @Test func bytesThatAreNoUTF8AreABadRowAndTheNextIsSound() throws {
        let bytes = Array("id,b\n1,".utf8) + [0xFF, 0xC0] + Array("\n2,ok\n".utf8)
        #expect(try told(bytes) == ["2! not UTF-8", "3: 2|ok"])
    }

    @Test func anOverlongRowIsSkippedInEveryFormat() throws {
        let long = String(repeating: "x", count: 600_000)
        #expect(try told("a\n\(long)\nb\n", longestRow: 1000) == ["2! longer than 1000 bytes", "3: b"])
        #expect(try told("a\n\(long)\nb\n", .tsv, longestRow: 1000) == ["2! longer than 1000 bytes", "3: b"])
        let json = "{\"a\":1}\n{\"a\":\"\(long)\"}\n{\"a\":2}\n"
        #expect(try told(json, .jsonl, longestRow: 1000) == ["1: 1", "2! longer than 1000 bytes", "3: 2"])
    }

    @Test func tabsSeparateAndQuotesAreUnquotedOnlyWhereTheyAreWhole() throws {
        let text = "a\tb\n\"Old\" shirt\t5\"\n\"say \"\"hi\"\"\"\tx\n\"open\ty\n"
        #expect(try told(text, .tsv) == ["2: \"Old\" shirt|5\"", "3: say \"hi\"|x", "4: \"open|y"])
    }

    @Test func jsonIsFlattenedAndArraysGiveManyValues() throws {
        let text = #"{"id": 12345678901234567890, "n": {"m": {"c": "red"}}, "image": ["a", "b"], "x": null, "t": true}"#
        guard case .row(let row) = try entries(text.utf8, .jsonl)[0] else { throw Missing() }
        #expect(row["id"] == "12345678901234567890")
        #expect(row["n.m.c"] == "red")
        #expect(row.all("image") == ["a", "b"])
        #expect(row["x"] == nil)
        #expect(row["t"] == "true")
    }

    @Test func jsonCodePointsAreRead() throws {
        let text = #"{"\u0061": "\u00e9\ud83d\ude00\u0041"}"#
        guard case .row(let row) = try entries(text.utf8, .jsonl)[0] else { throw Missing() }
        #expect(row["a"] == "é😀A")
    }

    /// Sound rows with every kind of cell, and between them lines that are none: each sound row is delivered.
    @Test func noSoundRowIsLostBetweenBadOnes() throws {
        var random = SystemRandomNumberGenerator()
        let cells = ["", "x", "\"a,b\"", "\"two\nlines\"", "\"say \"\"hi\"\"\"", "5\"", "é"]
        let bad = ["only one", "1,2,3", "9,\"a\"b", ",,,,", "z"]
        for _ in 0..<40 {
            var text = "id,b\n"
            var ids: [String] = []
            for at in 0..<60 {
                if Bool.random(using: &random) { text += (bad.randomElement(using: &random) ?? "") + "\n" }
                text += "id\(at),\(cells.randomElement(using: &random) ?? "")\n"
                ids.append("id\(at)")
            }
            let read = try entries(text.utf8).compactMap { entry -> String? in
                guard case .row(let row) = entry else { return nil }
                return row["id"]
            }
            #expect(read == ids)
        }
    }

    @Test func jsonEscapesAreRead() throws {
        let text = #"{"a": "\"\\\/\b\f\n\r\té😀"}"#
        guard case .row(let row) = try entries(text.utf8, .jsonl)[0] else { throw Missing() }
        #expect(row["a"] == "\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test(arguments: [
        "{", "[1]", "{\"a\"}", "{\"a\":}", "{\"a\":01}", "{\"a\":1}x", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\u+123\"}",
        "{\"a\":nan}", "{\"a\":\"x}", "{\"a\":1,}", "{\"a\":1.}", "null",
    ])
    func badJSONIsABadRowAndTheNextIsSound(_ bad: String) throws {
        let told = try told("\(bad)\n{\"a\":1}\n", .jsonl)
        #expect(told.count == 2)
        #expect(told[0].hasPrefix("1!"))
        #expect(told[1] == "2: 1")
    }

    @Test func deeplyNestedJSONDoesNotOverflowTheStack() throws {
        let deep = String(repeating: "{\"a\":", count: 100_000)
        #expect(try told(deep + "\n{\"a\":1}\n", .jsonl) == ["1! JSON nested more than 32 deep", "2: 1"])
    }

    @Test(arguments: TableFormat.allCases)
    func readingGoesOnFromEveryPlace(_ format: TableFormat) throws {
        let text =
            switch format {
            case .csv: "a,b\n1,\"x\ny\"\n2\n\n3,é\n4,\"open\n5,z"
            case .tsv: "a\tb\n1\tx\n2\n\n3\té\n5\tz"
            case .jsonl: "{\"a\":1}\n{\n\n{\"a\":\"é\"}\n"
            }
        let path = try scratch.write(text, to: "r")
        func rest(_ place: TablePlace?) throws -> [String] {
            var reader = try TableReader(path: path, format: format, from: place)
            var told: [String] = []
            while let entry = try reader.next() {
                switch entry {
                case .row(let row): told.append("\(row.line) \(row.values)")
                case .bad(let bad): told.append("\(bad.line) \(bad.reason)")
                }
            }
            return told
        }
        let all = try rest(nil)
        var reader = try TableReader(path: path, format: format)
        var passed = 0
        while let entry = try reader.next() {
            passed += 1
            #expect(try rest(entry.next) == Array(all.dropFirst(passed)))
        }
        #expect(passed == all.count)
    }

    @Test func rowsThatCrossTheChunksOfTheFileAreWhole() throws {
        let rows = (0..<9000).map { "\($0),\"\(String(repeating: "é\n", count: $0 % 60))\"" }
        let all = try entries(("a,b\n" + rows.joined(separator: "\n")).utf8)
        #expect(all.count == 9000)
        for (at, entry) in all.enumerated() {
            guard case .row(let row) = entry else { throw Missing() }
            #expect(row["a"] == "\(at)")
            #expect(row["b"]?.unicodeScalars.count == 2 * (at % 60))
        }
    }

    @Test func randomBytesNeverTrapAndEveryFormatComesToTheEnd() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("a,\"\n\r\t{}[]:1\\u\u{FEFF}".utf8) + [0, 0xFF]
        for _ in 0..<150 {
            let bytes = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            for format in TableFormat.allCases { _ = try? entries(bytes, format, longestRow: 60) }
        }
    }

    @Test func aFileWithoutAHeaderIsRefusedAndSaysWhy() throws {
        let path = try scratch.write("", to: "empty.csv")
        #expect(throws: TableError.noHeader(path: path, reason: "the file is empty")) {
            _ = try TableReader(path: path, format: .csv)
        }
        #expect(throws: TableError.unreadable(path: scratch.path, reason: "it is no regular file")) {
            _ = try TableReader(path: scratch.path, format: .csv)
        }
        #expect(throws: TableError.self) { _ = try TableReader(path: scratch.path + "/no", format: .csv) }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let path = scratch.path + "/deep/w.csv"
        let rows = [["1", "a,b", "say \"hi\""], ["2", "two\nlines", ""]]
        let writer = try TableWriter(path: path, header: ["x", "y", "z"])
        try writer.write([rows[0]])
        let kept = writer.length
        try writer.write([["9", "lost", ""]])
        try TableWriter(path: path, header: ["x", "y", "z"], keeping: kept).write([rows[1]])
        var reader = try TableReader(path: path, format: .csv)
        var read: [[String]] = []
        while case .row(let row)? = try reader.next() { read.append(row.values) }
        #expect(read == rows)
    }
}
