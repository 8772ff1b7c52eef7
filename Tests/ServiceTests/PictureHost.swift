import Foundation
import Hummingbird
import HummingbirdTLS
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Service

/// A host of pictures over real TLS on a free port of this machine, with a certificate that is made for it.
///
/// The certificate is for `localhost` and `pictures.example`, and signed by itself: `certificate` is what to trust.
struct PictureHost {
    static let openssl = "/usr/bin/openssl"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

    let certificate: String
    let port: Int
    /// How many requests have come.
    let asked = Counter()
    private let running: Task<Void, any Error>
    private let folder: ScratchFolder

    final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .acquiring) }
        func add() { count.add(1, ordering: .acquiringAndReleasing) }
    }

    init() async throws {
        folder = try ScratchFolder()
        certificate = folder.path("certificate.pem")
        let key = folder.path("key.pem")
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:pictures.example", "-keyout", key,
            "-out", certificate,
        ]
        let status = try await Program.run(Self.openssl, arguments, errors: folder.path("errors"))
        try #require(status == 0)
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "pictures")
        logger.logLevel = .critical
        let application = Application(
            router: Self.router(asked), server: try .tls(.http1(), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { told.yield($0.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        running = Task {
            defer { told.finish() }
            try await group.run()
        }
        port = try #require(await ports.first { _ in true })
    }

    /// At once, whatever it still has to answer.
    func stop() async throws {
        running.cancel()
        _ = await running.result
    }

    private static func router(_ asked: Counter) -> Router<BasicRequestContext> {
        let router = Router()
        func answer(
            _ path: String, _ make: @escaping @Sendable (Request) async throws -> Response
        ) {
            router.get(RouterPath(path)) { request, _ in
                asked.add()
                return try await make(request)
            }
        }
        @Sendable func redirect(_ place: String) -> Response { Response(status: .found, headers: [.location: place]) }
        answer("p1.png") { _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: ServiceWorld.png("p1"))))
        }
        answer("host") { request in
            // Its name comes in the request, whatever address was connected to.
            guard request.head.authority?.hasPrefix("pictures.example:") == true else {
                return Response(status: .misdirectedRequest)
            }
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: ServiceWorld.png("p1"))))
        }
        answer("page") { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "<!doctype html>"))) }
        answer("cut.png") { _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: ServiceWorld.png("p1").prefix(60))))
        }
        answer("large") { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0, count: 300_000)))
        }
        answer("endless") { _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    while !Task.isCancelled { try await writer.write(ByteBuffer(repeating: 0, count: 10_000)) }
                    try await writer.finish(nil)
                })
        }
        answer("slow") { _ in
            try await Task.sleep(for: .seconds(3600))
            return Response(status: .ok)
        }
        answer("hops/:left") { request in
            let left = Int(request.uri.path.split(separator: "/").last ?? "") ?? 0
            return redirect(left == 0 ? "/p1.png" : "/hops/\(left - 1)")
        }
        answer("to/http") { _ in redirect("http://localhost/p1.png") }
        answer("to/private") { _ in redirect("https://10.1.2.3/p1.png") }
        answer("to/metadata") { _ in redirect("//169.254.169.254/latest") }
        answer("to/port") { _ in redirect("https://localhost:22/") }
        answer("to/nothing") { _ in Response(status: .found) }
        return router
    }
}
