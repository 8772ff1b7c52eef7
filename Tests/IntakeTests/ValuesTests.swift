import Foundation
import Testing

@testable import Intake

struct ValuesTests {
    @Test(arguments: [
        ("0", 0), ("1596240020", 1_596_240_020), ("1596240020.75", 1_596_240_020), ("1596240020123", 1_596_240_020),
        ("1970-01-01", 0), ("2018-09-20", 1_537_401_600), ("2020-08-01T00:00:20Z", 1_596_240_020),
        ("2020-08-01 00:00:20", 1_596_240_020), ("2020-08-01T09:00:20+09:00", 1_596_240_020),
        ("2020-07-31T19:30:20.5-0430", 1_596_240_020), ("2020-08-01T00:00:20 UTC", 1_596_240_020),
        ("2020-02-29", 1_582_934_400), ("1969-12-31T23:59Z", -60), ("0001-01-01", -62_135_596_800),
    ])
    func aTimeIsRead(_ text: String, _ seconds: Int64) {
        #expect(TimeText.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "yesterday", "2020-13-01", "2020-02-30", "2019-02-29", "2020-08-01T", "2020-08-01T24:00", "2020-8-1",
        "2020-08-01T10:61", "2020-08-01x", "1e9", "99999999999999999999999", "12.", "2020-08-01T00:00:20+99:00", "-5",
        "20200-01-01", "2020-08-01T00:00:20 U",
    ])
    func whatIsNoTimeIsNone(_ text: String) {
        #expect(TimeText.seconds(text) == nil)
    }

    @Test func daysAgreeWithFoundation() {
        let format = Date.ISO8601FormatStyle().year().month().day()
        for seconds in stride(from: Int64(-3_000_000_000), to: 5_000_000_000, by: 39_916_801) {
            let day = Date(timeIntervalSince1970: Double(seconds)).formatted(format)
            #expect(TimeText.day(seconds) == day)
            #expect(TimeText.seconds(day).map { $0 <= seconds && seconds < $0 + 86400 } == true)
        }
    }

    @Test(
        arguments: [
            ("12.50", 12.5, nil), ("0", 0, nil), ("1e2", 100, nil), ("12.99 USD", 12.99, "USD"), ("EUR 3", 3, "EUR"),
            ("12.5 usd", 12.5, "USD"),
        ] as [(String, Double, String?)])
    func aPriceIsRead(_ text: String, _ amount: Double, _ currency: String?) throws {
        let read = try #require(PriceText.amount(text))
        #expect(read.amount == amount)
        #expect(read.currency == currency)
    }

    @Test(arguments: [
        "abc", "-1", "nan", "inf", "1,299.00", "0x10", "1 2", "", "$5", "1e300", "--", "1 USD x",
    ])
    func whatIsNoPriceIsNone(_ text: String) {
        #expect(PriceText.amount(text) == nil)
    }

    @Test func textIsTrimmedAndLosesControlCharacters() {
        #expect(CleanText.line(" a\u{0}b\n c\u{7F}\u{A0}") == "a b  c")
        #expect(CleanText.block("a\nb\u{1}c\n") == "a\nb c")
        #expect(CleanText.line("\u{85}é\u{85}") == "é")
        #expect(CleanText.line(" \t") == "")
    }
}
