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
                rate_limit: 2.5
                tls: {certificate: c.pem, key: k.pem}
                cors_origins: [https://b.example, http://localhost:3000]
                log_format: json
                log_level: debug
                keys:
                  - name: shop
                    sha256: \(String(repeating: "Ab", count: 32))
                    role: write
                    rate: 100
                """, path: "a.yaml")
        var expected = ServiceSettings()
        (expected.port, expected.insecure) = (0, true)
        expected.tls = TLSFiles(certificate: "c.pem", key: "k.pem")
        expected.rateLimit.perSecond = 2.5
        expected.origins = .these(["https://b.example", "http://localhost:3000"])
        (expected.logFormat, expected.logLevel) = (.json, .debug)
        expected.keys = [
            AccessKey(name: "shop", hash: String(repeating: "ab", count: 32), role: .write, rate: 100)
        ]
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

    @Test func theReferenceFileNamesEverySetting() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/samestyle.yaml")
        let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
        for name in ServiceSettings.names {
            #expect(text.contains("\n\(name):") || text.contains("\n# \(name):"), "\(name)")
        }
    }

    @Test(arguments: [
        ("tls: a.pem", "a.yaml:1: tls holds no names with values"),
        ("tls:\n  certificate: a.pem", "a.yaml:2: tls has a certificate and a key, each a file in PEM"),
        ("tls:\n  certificate: a.pem\n  secret: b", "a.yaml:3: tls has no secret; it has certificate and key"),
        ("connection_limit: 1", "connection_limit is a whole number from 8 to 1000000"),
        ("rate_limit: fast", "a.yaml:1: rate_limit is a number from 0 to 1000000"),
        ("rate_limit: .nan", "rate_limit is a number from 0 to 1000000"),
        ("rate_burst: 0", "rate_burst is a whole number from 1 to 1000000"),
        ("cors_origins: https://a", "a.yaml:1: cors_origins is a list"),
        ("cors_origins:\n  - https://a\n  - a.example", "a.yaml:3: an origin is a scheme and a host in lower case"),
        ("cors_origins: [\"*\", https://a]", "name no other"),
        (
            "keys:\n  - {name: a, sha256: \(String(repeating: "0", count: 64)), role: read}\n"
                + "  - {name: a, sha256: \(String(repeating: "1", count: 64)), role: read}",
            "a.yaml:3: two keys are called a"
        ),
        ("log_format: xml", "a.yaml:1: log_format is one of text and json"),
        ("log_level: loud", "log_level is one of trace, debug, info, notice, warning, error and critical"),
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
