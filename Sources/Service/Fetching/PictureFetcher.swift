import AsyncHTTPClient
import NIOCore
import NIOSSL
import Pictures

/// Gets pictures by their https addresses, so many at once, without letting anybody reach through this machine what they
/// cannot reach themselves.
///
/// A name is looked up here, every address of it checked, and the connection made to the address that was checked, so that
/// a name which leads elsewhere a moment later is of no use (DNS rebinding). A redirect is an address like the first.
final class PictureFetcher: Sendable {
    typealias Lookup = @Sendable (_ name: String) async throws -> [NetworkAddress]

    /// Fetched at once; one more is refused at once.
    static let atOnce = 16
    static let mostRedirects = 3
    /// Where the first address of a host does not answer, others are tried.
    private static let mostAddresses = 3

    private let rules: FetchRules
    private let tls: TLSConfiguration
    private let lookup: Lookup
    private let places = Places(atOnce)

    /// - Parameter trusted: Certificates to be trusted besides the system's.
    init(_ rules: FetchRules, trusted: [NIOSSLCertificate] = [], lookup: Lookup? = nil) {
        self.rules = rules
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = trusted.isEmpty ? [] : [.certificates(trusted)]
        self.tls = tls
        let system = NameLookup()
        self.lookup = lookup ?? { try await system.addresses(of: $0) }
    }

    /// The bytes of the picture at `address`; that they are one is known by their beginning.
    func picture(at address: String) async throws -> [UInt8] {
        let url = try PictureURL(address)
        try rules.checkPort(url)
        guard let place = places.take() else { throw QueueFull() }
        let seconds = rules.seconds
        let bytes = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await self.follow(url, place) }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            guard let first = try await group.next(), let bytes = first else {
                throw FetchError.tooSlow(seconds: seconds)
            }
            return bytes
        }
        do { _ = try PictureCodec.info(bytes) } catch PictureError.unknownFormat { throw FetchError.noPicture } catch {
            // Whoever decodes it says more of it.
        }
        return bytes
    }

    private func follow(_ first: PictureURL, _ place: Places.Place) async throws -> [UInt8] {
        var url = first
        for _ in 0...Self.mostRedirects {
            try rules.checkPort(url)
            let addresses =
                if let literal = url.literal { [literal] } else { try await lookup(url.host) }
            try rules.check(addresses, of: url)
            switch try await ask(url, at: addresses.prefix(Self.mostAddresses), place) {
            case .picture(let bytes): return bytes
            case .redirect(let location): url = try url.redirected(to: location)
            }
        }
        throw FetchError.tooManyRedirects(Self.mostRedirects)
    }

    private func ask(
        _ url: PictureURL, at addresses: ArraySlice<NetworkAddress>, _ place: Places.Place
    ) async throws -> FetchAnswer {
        var reason: any Error = FetchError.unreachable(host: url.host)
        for address in addresses {
            do { return try await ask(url, at: address, place) } catch let error as FetchError {
                guard case .unreachable = error else { throw error }
                reason = error
            }
        }
        throw reason
    }

    private func ask(
        _ url: PictureURL, at address: NetworkAddress, _ place: Places.Place
    ) async throws -> FetchAnswer {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(Int64(rules.seconds))
        // The name stays in the Host field, in the greeting of TLS, and is what the certificate must be for.
        if url.literal == nil { configuration.dnsOverride = [url.host: address.text] }
        let client = HTTPClient(
            eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        // A host may take seconds to agree to the end. Nobody waits for that, and the place is held until then.
        defer {
            Task {
                try? await client.shutdown()
                withExtendedLifetime(place) {}
            }
        }
        do {
            var request = HTTPClientRequest(url: url.text)
            request.headers.add(name: "Accept", value: "image/jpeg, image/png, image/webp")
            request.headers.add(name: "User-Agent", value: "SameStyle")
            let response = try await client.execute(request, timeout: .seconds(Int64(rules.seconds) + 1))
            return try await FetchAnswer(response, from: url.host, upTo: rules.bytes)
        } catch let error as FetchError { throw error } catch let error as CancellationError { throw error } catch {
            try Task.checkCancellation()
            throw error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
                ? FetchError.untrusted(host: url.host) : .unreachable(host: url.host)
        }
    }
}
