import Foundation
import Logging
import Testing

@testable import Service

@Suite struct LogTests {
    /// What somebody outside could have written into an error, a header or a name.
    static let hostile = [
        "a\nb", "\r\n{\"level\":\"critical\"}", "\"quoted\" \\ back", "\u{0}\u{1}\u{1B}[2K", "\u{2028}\u{85}\u{7F}",
        "level=info x=\"y\"", "", "日本語 👩‍👩‍👧", String(repeating: "x", count: 100_000),
    ]

    @Test(arguments: hostile)
    func aJSONLineIsOneObjectWhateverStandsInIt(text: String) throws {
        let log = try KeptLog(.json)
        Logger(label: text) { _ in log.handler }.warning(
            "\(text)", metadata: [text: "\(text)", "level": "\(text)", "list": ["\(text)"]])
        #expect(try log.lines.count == 1)
        let line = try #require(try log.objects.first)
        #expect(line["message"] as? String == text)
        #expect(line[text] as? String == text)
        #expect(line["level"] as? String == "warning")
        #expect(line["level_"] as? String == text)
    }

    @Test(arguments: hostile)
    func aLineOfTextStaysOneLineWithoutControlCharacters(text: String) throws {
        let log = try KeptLog(.text)
        Logger(label: "a") { _ in log.handler }.warning("said", metadata: ["k": "\(text)"])
        let whole = try log.text
        #expect(whole.hasSuffix("\n"))
        for scalar in whole.dropLast().unicodeScalars {
            #expect(scalar.properties.generalCategory != .control && scalar != "\u{2028}")
        }
        #expect(whole.contains(" warning test: said k="))
    }

    @Test func timesNumbersAndTruthsAreWrittenAsSuch() throws {
        let line = LogLine(
            time: LogTime(seconds: 1_000_000_000, milliseconds: 7), level: .info, label: "l", message: "a message",
            fields: [("ms", .stringConvertible(1.25)), ("ok", .stringConvertible(true)), ("t", "two words")])
        #expect(
            String(decoding: line.bytes(as: .json), as: UTF8.self)
                == #"{"time":"2001-09-09T01:46:40.007Z","level":"info","logger":"l","message":"a message","#
                + #""ms":1.25,"ok":true,"t":"two words"}"# + "\n")
        #expect(
            String(decoding: line.bytes(as: .text), as: UTF8.self)
                == "2001-09-09T01:46:40.007Z info l: a message ms=1.25 ok=true t=\"two words\"\n")
    }

    @Test func theLevelFollowsTheOutputUnlessALoggerHasItsOwn() throws {
        let log = try KeptLog(.text)
        let follower = Logger(label: "a") { _ in log.handler }
        var own = follower
        own.logLevel = .error
        follower.debug("unsaid")
        log.output.change(format: .text, level: .debug)
        follower.debug("said")
        own.warning("unsaid")
        #expect(try log.lines.count == 1)
        #expect(try log.text.contains("debug test: said"))
    }

    @Test func linesOfManyThreadsStayWhole() async throws {
        let log = try KeptLog(.json)
        await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    let logger = Logger(label: "\(number)") { _ in log.handler }
                    for _ in 0..<50 { logger.info("\(String(repeating: "\(number)", count: 3000))") }
                }
            }
        }
        #expect(try log.objects.count == 400)
    }
}
