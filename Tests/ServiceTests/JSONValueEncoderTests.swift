import Foundation
import Testing

@testable import Service

@Suite struct JSONValueEncoderTests {
    private enum Colour: String, Codable { case red, blue }

    private struct Inner: Codable, Equatable {
        var words: [String]
        var colour: Colour?
        var numbers: [[Float]]
    }

    private struct Everything: Codable, Equatable {
        var text: String
        var whole: Int
        var small: Int8
        var large: UInt64
        var real: Double
        var single: Float
        var truth: Bool
        var missing: String?
        var inner: Inner
        var list: [Inner]
        var byName: [String: Int]
        var byWhole: [Int: String]
        var nothing: [Int?]
    }

    private static func drawn(_ generator: inout SystemRandomNumberGenerator) -> Everything {
        func text() -> String {
            let scalars = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &generator)) ?? "?"
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view) + ["", "\"\\\n\t\r\u{0}\u{1F}\u{7F}/é漢🙂\u{8}\u{C}"].randomElement(using: &generator)!
        }
        func inner() -> Inner {
            Inner(
                words: (0..<Int.random(in: 0..<3, using: &generator)).map { _ in text() },
                colour: [nil, .red, .blue].randomElement(using: &generator)!,
                numbers: [[], [Float.random(in: -1...1, using: &generator), 0, -0.0, 3]])
        }
        return Everything(
            text: text(), whole: Int.random(in: .min ... .max, using: &generator), small: -128, large: .max,
            real: Double.random(in: -1e300...1e300, using: &generator) * .random(in: -1...1, using: &generator),
            single: Float.random(in: -1e-30...1e30, using: &generator), truth: Bool.random(using: &generator),
            missing: nil, inner: inner(), list: (0..<Int.random(in: 0..<3, using: &generator)).map { _ in inner() },
            byName: [text(): 1, "b": 2], byWhole: [1: text()], nothing: [nil, 1])
    }

    private struct Plain: JSONObject, Sendable {
        let part: Part?
        struct Part: JSONObject {
            let text: String?
            let real: Double?
            let single: Float?
            let whole: Int?
            let texts: [String]?
            let byName: [String: String]?
            let parts: [Part]?
            func write<Fields: JSONFieldWriting>(to fields: inout Fields) throws {
                try fields.put("text", text)
                try fields.put("real", real)
                try fields.put("single", single)
                try fields.put("whole", whole)
                try fields.put("texts", texts)
                try fields.put("byName", byName)
                try fields.put("parts", any: parts)
            }
        }
        func write<Fields: JSONFieldWriting>(to fields: inout Fields) throws {
            if let part { try fields.put("part", object: part) }
        }
    }

    @Test func anObjectThatNamesItsFieldsIsWrittenAlikeByEveryEncoder() throws {
        let inner = Plain.Part(
            text: "a \"b\"\n", real: 2, single: -0.25, whole: -7, texts: ["x", "é"], byName: ["k\\": "v", "l": ""],
            parts: nil)
        let none = Plain.Part(
            text: nil, real: nil, single: nil, whole: nil, texts: [], byName: [:], parts: [])
        let outer = Plain.Part(
            text: nil, real: nil, single: 1e-7, whole: 0, texts: nil, byName: nil, parts: [inner, none, inner])
        func read(_ bytes: some Sequence<UInt8>) throws -> NSDictionary? {
            try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
        }
        for value in [Plain(part: outer), Plain(part: none), Plain(part: nil)] {
            let bytes = try JSONValueEncoder.bytes(of: [value])
            let own = try JSONSerialization.jsonObject(with: Data(bytes)) as? [NSDictionary]
            #expect(try own == [#require(try read(JSONEncoder().encode(value)))])
        }
        let text = String(decoding: try JSONValueEncoder.bytes(of: Plain(part: none)), as: UTF8.self)
        #expect(text == #"{"part":{"texts":[],"byName":{},"parts":[]}}"#)
        let endless = Plain.Part(
            text: nil, real: .infinity, single: nil, whole: nil, texts: nil, byName: nil, parts: nil)
        #expect(throws: EncodingError.self) { try JSONValueEncoder.bytes(of: Plain(part: endless)) }
    }

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let value = Self.drawn(&generator)
            let bytes = try JSONValueEncoder.bytes(of: value)
            #expect(try JSONDecoder().decode(Everything.self, from: Data(bytes)) == value)
            #expect(String(validating: bytes, as: UTF8.self) != nil && !bytes.contains { $0 < 0x20 })
        }
    }

    @Test func fieldsStandInTheirOrderAndWhatIsMissingDoesNot() throws {
        let inner = Inner(words: ["a", "\u{1}"], colour: .blue, numbers: [[0.5, 2], []])
        let text = String(decoding: try JSONValueEncoder.bytes(of: inner), as: UTF8.self)
        #expect(text == #"{"words":["a","\u0001"],"colour":"blue","numbers":[[0.5,2],[]]}"#)
        #expect(try JSONValueEncoder.bytes(of: [Inner]()) == Array("[]".utf8))
        #expect(try JSONValueEncoder.bytes(of: "a/b") == Array(#""a/b""#.utf8))
    }

    @Test func aContainerThatIsAskedForAgainGoesOnAndOneWithinEndsBeforeTheNextField() throws {
        struct Parts: Encodable {
            enum Key: CodingKey { case a, b, c, d }
            func encode(to encoder: any Encoder) throws {
                var first = encoder.container(keyedBy: Key.self)
                var within = first.nestedContainer(keyedBy: Key.self, forKey: .a)
                try within.encode(1, forKey: .b)
                var list = within.nestedUnkeyedContainer(forKey: .c)
                try list.encode(2)
                _ = list.nestedContainer(keyedBy: Key.self)
                try list.encode("three")
                var second = encoder.container(keyedBy: Key.self)
                try second.encodeNil(forKey: .d)
            }
        }
        let text = String(decoding: try JSONValueEncoder.bytes(of: [Parts(), Parts()]), as: UTF8.self)
        #expect(text == #"[{"a":{"b":1,"c":[2,{},"three"]},"d":null},{"a":{"b":1,"c":[2,{},"three"]},"d":null}]"#)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func aNumberThatJSONHasNotIsAnError(value: Double) {
        #expect(throws: EncodingError.self) { try JSONValueEncoder.bytes(of: [value]) }
        #expect(throws: EncodingError.self) { try JSONValueEncoder.bytes(of: ["a": Float(value)]) }
    }

    @Test func whatNeedsNoPercentSignKeepsItsBytesAndTheRestIsEncodedByItsUTF8() {
        #expect(PercentEncoding.segment("a-Z.0_9~") == "a-Z.0_9~")
        #expect(PercentEncoding.segment("a/b ?#%é") == "a%2Fb%20%3F%23%25%C3%A9")
        #expect(PercentEncoding.segment("漢/🙂").removingPercentEncoding == "漢/🙂")
    }
}
