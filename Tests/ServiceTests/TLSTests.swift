import Foundation
import TestSupport
import Testing

@testable import Service

/// With certificates that OpenSSL makes.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(
        if: ["openssl", "curl"].allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") },
        "there is no openssl, or no curl"))
struct TLSTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func files(_ name: String, days: Int = 400) async throws -> TLSFiles {
        let files = TLSFiles(certificate: folder.path("\(name).pem"), key: folder.path("\(name).key"))
        let status = try await Program.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "\(days)",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files.certificate, "-keyout",
                files.key,
            ])
        #expect(status == 0)
        return files
    }

    private func live(_ files: TLSFiles) throws -> LiveServer {
        var settings = ServiceSettings()
        settings.tls = files
        return try LiveServer(try ServiceWorld(publishing: false), settings)
    }

    /// What curl says and how it ends, where it trusts one certificate alone.
    private func ask(_ port: Int, trusting certificate: String, _ options: String...) async throws -> (Int32, String) {
        let output = folder.path("said")
        let status = try await Program.run(
            "/usr/bin/curl",
            ["--silent", "--max-time", "60", "--cacert", certificate] + options + ["https://127.0.0.1:\(port)/healthz"],
            output: output)
        return (status, try String(contentsOfFile: output, encoding: .utf8))
    }

    @Test func theServerSpeaksTLSOfTwoVersionsAndNothingElse() async throws {
        let files = try await files("a")
        let live = try live(files)
        let port = try await live.port
        for version in ["--tlsv1.2", "--tlsv1.3"] {
            let (status, said) = try await ask(port, trusting: files.certificate, version)
            #expect(status == 0 && said == #"{"status":"alive"}"#)
        }
        let (old, _) = try await ask(port, trusting: files.certificate, "--tlsv1.0", "--tls-max", "1.1")
        #expect(old != 0)
        // Plain HTTP is no answer, and harms nobody.
        let plain = try RawConnection(port: port)
        plain.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(await plain.read()?.contains("alive") != true)
        #expect(try await ask(port, trusting: files.certificate).0 == 0)
        #expect(live.server.metrics.registry.text.contains("samestyle_tls_expiry_timestamp_seconds "))
        live.stop()
        try await live.stopped()
    }

    @Test func aRenewedCertificateIsShownToTheNextConnectionAndABadOneIsNot() async throws {
        let (first, second) = (try await files("first"), try await files("second"))
        let live = try live(first)
        let port = try await live.port
        var settings = live.server.settings
        settings.tls = second
        #expect(live.server.reload(settings))
        #expect(try await ask(port, trusting: second.certificate).0 == 0)
        #expect(try await ask(port, trusting: first.certificate).0 != 0)
        settings.tls = TLSFiles(certificate: first.certificate, key: second.key)
        #expect(!live.server.reload(settings))
        #expect(try await ask(port, trusting: second.certificate).0 == 0)
        live.stop()
        try await live.stopped()
    }

    @Test func filesThatCannotBeUsedAreToldApart() async throws {
        let (a, b) = (try await files("a"), try await files("b"))
        let text = try folder.write("no PEM at all", to: "text")
        let broken = try folder.write(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", to: "broken")
        let cases: [(TLSFiles, ServerError)] = [
            (
                TLSFiles(certificate: "/no/such", key: a.key),
                .badFile(path: "/no/such", reason: "there is no such file, or it cannot be read")
            ),
            (
                TLSFiles(certificate: a.certificate, key: "/no/such"),
                .badFile(path: "/no/such", reason: "there is no such file, or it cannot be read")
            ),
            (TLSFiles(certificate: text, key: a.key), .badFile(path: text, reason: "it holds no certificate in PEM")),
            (
                TLSFiles(certificate: broken, key: a.key),
                .badFile(path: broken, reason: "it holds no certificate in PEM")
            ),
            (TLSFiles(certificate: a.key, key: a.key), .badFile(path: a.key, reason: "it holds no certificate in PEM")),
            (
                TLSFiles(certificate: a.certificate, key: text),
                .badFile(path: text, reason: "it holds no private key in PEM, or one that needs a passphrase")
            ),
            (
                TLSFiles(certificate: a.certificate, key: b.key),
                .badFile(path: b.key, reason: "the key does not fit the certificate in \(a.certificate)")
            ),
        ]
        for (files, error) in cases { #expect(throws: error) { try TLSIdentity(files) } }
    }

    @Test func aCertificateThatExpiresIsWarnedOf() async throws {
        let identity = try TLSIdentity(try await files("a", days: 30))
        let now = Date()
        #expect(identity.warning(at: now.addingTimeInterval(3600)) == nil)
        #expect(identity.warning(at: now.addingTimeInterval(20 * 86_400))?.contains("expires at ") == true)
        #expect(identity.warning(at: now.addingTimeInterval(31 * 86_400))?.contains("expired at ") == true)
        #expect(identity.warning(at: now.addingTimeInterval(-2 * 86_400))?.contains("not valid yet") == true)
    }
}
