import Foundation
import NIOCore
import NIOSSL

/// A certificate with its key, ready to be shown to clients over TLS 1.2 and 1.3.
struct TLSIdentity: Sendable {
    let context: NIOSSLContext
    private let certificate: String
    private let valid: ClosedRange<Date>

    var expires: Date { valid.upperBound }

    init(_ files: TLSFiles) throws(ServerError) {
        let chain: [NIOSSLCertificate]
        do { chain = try NIOSSLCertificate.fromPEMBytes(try Self.bytes(files.certificate)) } catch let error
            as ServerError
        {
            throw error
        } catch { throw .badFile(path: files.certificate, reason: "it holds no certificate in PEM") }
        guard let own = chain.first else {
            throw .badFile(path: files.certificate, reason: "it holds no certificate in PEM")
        }
        let key: NIOSSLPrivateKey
        do { key = try NIOSSLPrivateKey(bytes: try Self.bytes(files.key), format: .pem) } catch let error as ServerError
        {
            throw error
        } catch {
            throw .badFile(path: files.key, reason: "it holds no private key in PEM, or one that needs a passphrase")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // Whoever does not take leave is not waited for long: a connection that is closed to make room has to go.
        configuration.shutdownTimeout = .seconds(1)
        do { context = try NIOSSLContext(configuration: configuration) } catch {
            throw .badFile(path: files.key, reason: "the key does not fit the certificate in \(files.certificate)")
        }
        certificate = files.certificate
        let (from, to) = (Date(seconds: own.notValidBefore), Date(seconds: own.notValidAfter))
        valid = from...max(from, to)
    }

    /// What whoever runs the server should know; nil where all is well.
    func warning(at now: Date = Date()) -> String? {
        let day = expires.formatted(.iso8601)
        if now > valid.upperBound { return "the certificate \(certificate) expired at \(day): clients refuse it" }
        if now < valid.lowerBound { return "the certificate \(certificate) is not valid yet: clients refuse it" }
        if now.addingTimeInterval(14 * 86_400) > valid.upperBound {
            return "the certificate \(certificate) expires at \(day)"
        }
        return nil
    }

    private static func bytes(_ path: String) throws(ServerError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .badFile(path: path, reason: "there is no such file, or it cannot be read")
        }
        return Array(data)
    }
}

extension Date {
    fileprivate init(seconds: time_t) { self.init(timeIntervalSince1970: Double(seconds)) }
}
