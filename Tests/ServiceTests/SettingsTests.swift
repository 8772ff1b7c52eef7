import Foundation
import Testing

@testable import Service

@Suite struct SettingsTests {
    @Test func aFileChangesWhatItNamesAndNothingElse() throws {
        let settings = try ServiceSettings(
            yaml: """
                # comment
                port: 0
                insecure: true
                keys:
                  - name: shop
                    sha256: \(String(repeating: "Ab", count: 32))
                    role: write
                """, path: "a.yaml")
        var expected = ServiceSettings()
        (expected.port, expected.insecure) = (0, true)
        expected.keys = [AccessKey(name: "shop", hash: String(repeating: "ab", count: 32), role: .write)]
        #expect(settings == expected)
        for empty in ["", "# nothing\n", "---\n"] {
            #expect(try ServiceSettings(yaml: empty, path: "a.yaml") == ServiceSettings())
        }
    }

    @Test func theReferenceFileHoldsTheDefaults() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/samestyle.yaml")
        #expect(try ServiceSettings(yamlFile: file.standardizedFileURL.path) == ServiceSettings())
        // What it shows as a comment can be used too.
        let text = try String(contentsOf: file, encoding: .utf8)
        let example = try #require(text.range(of: "# keys:"))
        let shown = text[example.lowerBound...].split(separator: "\n").map { $0.dropFirst(2) }.joined(separator: "\n")
        let settings = try ServiceSettings(yaml: shown, path: "a.yaml")
        #expect(settings.keys.map(\.role) == [.read, .write])
    }

    @Test(arguments: [
        ("\nport: high", "a.yaml:2: port is a whole number from 0 to 65535"),
        ("port: 70000", "a.yaml:1: port is a whole number from 0 to 65535"),
        ("host: [1]", "a.yaml:1: host is a text"),
        ("insecure: perhaps", "a.yaml:1: insecure is true or false"),
        ("keys: 1", "a.yaml:1: keys is a list"),
        ("picture_urls: 1", "a.yaml:1: picture_urls is true or false"),
        ("picture_url_seconds: 0", "a.yaml:1: picture_url_seconds is a whole number from 1 to 300"),
        ("picture_url_hosts:\n  - a:1\n  - b", "a.yaml:3: a host of pictures is written as name:port"),
        ("picture_url_hosts: [https://a:1]", "a.yaml:1: a host of pictures is written as name:port"),
        ("keys:\n  - name: a\n    sha256: b\n    role: read", "in 64 hexadecimal digits, never the key itself"),
        ("keys:\n  - name: a", "a.yaml:2: a key has a name, a sha256 and a role"),
        ("keys:\n  - name: a\n    sha256: b\n    role: king", "a.yaml:4: a role is one of read, write and admin"),
        ("keys:\n  - name: a\n    secret: b", "a.yaml:3: a key has no secret"),
        ("# x\nhots: a", "a.yaml:2: there is no setting hots; there are host, port,"),
        ("- a", "a.yaml:1: the file holds no names with values"),
        ("port: 1\nport: 2", "a.yaml:1: port is there twice"),
        ("a: [", "it is no YAML"),
        ("a: b: c", "a.yaml:1: it is no YAML"),
    ])
    func whatCannotBeReadSaysWhereAndWhatIsExpected(yaml: String, says: String) throws {
        let error = #expect(throws: SettingsError.self) { try ServiceSettings(yaml: yaml, path: "a.yaml") }
        #expect("\(try #require(error))".contains(says), "\(String(describing: error))")
    }

    @Test func aMissingFileSaysSo() {
        let error = SettingsError(path: "/no/such", line: nil, reason: "there is no such file, or it cannot be read")
        #expect(throws: error) { try ServiceSettings(yamlFile: "/no/such") }
    }
}
