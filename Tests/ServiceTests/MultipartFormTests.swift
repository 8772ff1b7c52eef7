import Testing

@testable import Service

@Suite struct MultipartFormTests {
    private let type = "multipart/form-data; boundary=\"B\""

    private func parts(_ text: String) throws -> [String: String] {
        let form = try MultipartForm(Array(text.utf8), contentType: type)
        return Dictionary(
            form.parts.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 })
    }

    @Test func partsAreCutAtTheBoundaryAndNowhereElse() throws {
        let text =
            "before\r\n--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n\r\n--notB\r\n--\r\n"
            + "--B \r\nX: y\r\ncontent-disposition: form-data; name=b; filename=\"c;\\\"d.png\"\r\n\r\n\r\n--B--\r\nafter"
        #expect(try parts(text) == ["a": "one\r\n\r\n--notB\r\n--", "b": ""])
        let form = try MultipartForm(Array(text.utf8), contentType: type)
        #expect(form.parts.map(\.fileName) == [nil, "c;\"d.png"])
        #expect(try parts("--B--").isEmpty)
    }

    @Test(arguments: [
        "", "--", "--C\r\n", "--B", "--B\r\n", "--B\r\n\r\n", "--B\r\n\r\na\r\n--B--", "--Bx\r\n\r\n--B--",
        "--B\r\nContent-Disposition: form-data\r\n\r\na\r\n--B--", "--B\r\nContent-Disposition: form-data; name=\"a\"",
        "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\na\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na\r\n--",
    ])
    func whatIsNoFormIsAnError(text: String) {
        #expect(throws: RequestError.self) { try parts(text) }
    }

    @Test func theNumberOfPartsAndTheirHeadsAreBounded() {
        let part = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"
        let most = String(repeating: part, count: MultipartForm.mostParts)
        #expect(throws: Never.self) { try parts(most + "--B--") }
        #expect(throws: RequestError.badForm(reason: "more than 32 parts")) { try parts(most + part + "--B--") }
        let head = String(repeating: "x", count: MultipartForm.longestHead)
        #expect(throws: RequestError.self) { try parts("--B\r\nX: \(head)\r\n\r\n\r\n--B--") }
    }

    @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""])
    func aTypeWithoutABoundaryIsAnError(type: String) {
        #expect(throws: RequestError.self) { try MultipartForm(Array("--B--".utf8), contentType: type) }
    }

    @Test func mutilatedFormsNeverCrash() {
        // Linear congruential, from a fixed start: a failure comes again.
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let whole = Form([("text", "red mug"), ("limit", "3")], image: ServiceWorld.png("p1")).bytes
        let marks: [[UInt8]] = [
            [0x0D, 0x0A], [0x0D], [0x0A], Array("--".utf8), Array("--\(Form.boundary)".utf8), [0x22], [0x3B], [0xFF],
            [],
        ]
        var read = 0
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<(1 + next(4)) {
                let start = next(bytes.count + 1)
                let end = min(bytes.count, start + next(40))
                bytes.replaceSubrange(start..<end, with: marks[next(marks.count)])
            }
            if next(4) == 0 { bytes.removeLast(next(bytes.count + 1)) }
            let form = try? MultipartForm(bytes, contentType: Form.type)
            read += form == nil ? 0 : 1
            if let form { _ = try? SearchRequest(form) }
        }
        #expect(read > 0)
    }

    @Test func mutilatedHeaderValuesNeverCrash() {
        var state: UInt64 = 11
        let letters = Array("a=;\"\\ \t\u{0}é,")
        for _ in 0..<20_000 {
            var text = "form-data"
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(letters[Int(state >> 33) % letters.count])
            }
            let value = HeaderValue(text)
            #expect(value.parameters.keys.allSatisfy { !$0.isEmpty })
        }
    }
}
