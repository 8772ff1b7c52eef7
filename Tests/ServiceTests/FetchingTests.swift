import Foundation
import HummingbirdTesting
import NIOSSL
import Synchronization
import Testing

@testable import Service

/// Pictures by their addresses, from a host over real TLS.
@Suite(.timeLimit(.minutes(10)), .enabled(if: PictureHost.isThere, "there is no \(PictureHost.openssl)"))
struct FetchingTests {
    private func settings(_ host: PictureHost) -> ServiceSettings {
        var settings = ServiceSettings()
        settings.pictureURLHosts = ["localhost:\(host.port)", "127.0.0.1:\(host.port)"]
        settings.pictureURLTrust = host.certificate
        // On a busy machine a connection takes its time.
        settings.pictureURLSeconds = 120
        return settings
    }

    private func question(_ host: PictureHost, _ path: String, name: String = "localhost") -> String {
        #"{"image_url":"https://\#(name):\#(host.port)/\#(path)","limit":3}"#
    }

    @Test func aPictureIsFoundByItsAddressAsByItself() async throws {
        let host = try await PictureHost()
        try await ServiceWorld.shared.get().server(settings(host)).application.test(.router) { client in
            let expected = try await client.ask(
                .post, "/v1/search", bytes: Form([("limit", "3")], image: ServiceWorld.png("p1")).bytes, type: Form.type
            )
            #expect(try expected.ids.count == 3 && (expected.object["took"] as? [String: Any])?["fetch_ms"] == nil)
            for path in ["p1.png", "hops/0", "hops/2"] {
                let reply = try await client.ask(.post, "/v1/search", question(host, path))
                #expect(try reply.ids == expected.ids, "\(reply.text)")
                let took = try #require(try reply.object["took"] as? [String: Double])
                let (fetch, total) = (try #require(took["fetch_ms"]), try #require(took["total_ms"]))
                #expect(fetch > 0 && total >= fetch)
            }
            let form = Form([("image_url", "https://localhost:\(host.port)/p1.png"), ("limit", "3")])
            #expect(try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type).ids == expected.ids)
            let box =
                #"{"image_url":"https://localhost:\#(host.port)/p1.png","box":{"x":0,"y":0,"width":1,"height":1}}"#
            #expect(try await client.ask(.post, "/v1/search", box).status == 200)
        }
        try await host.stop()
    }

    @Test func whatIsNotFetchedSaysWhy() async throws {
        let host = try await PictureHost()
        var settings = settings(host)
        settings.bodyLimit = 100_000
        let cases = [
            ("missing", "not-fetched", "localhost answered with 404"), ("page", "no-picture", "no JPEG, PNG or WebP"),
            ("cut.png", "bad-picture", "image_url: damaged PNG"), ("large", "not-fetched", "more than 100000 bytes"),
            ("endless", "not-fetched", "more than 100000 bytes"),
            ("hops/3", "not-fetched", "leads on more than 3 times"),
            ("to/http", "bad-url", "https://"),
            ("to/private", "forbidden-address", "10.1.2.3 has an address that is private"),
            ("to/metadata", "forbidden-address", "link-local"), ("to/port", "bad-url", "not from 22"),
            ("to/nothing", "not-fetched", "302"),
        ]
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            for (path, problem, says) in cases {
                let reply = try await client.ask(.post, "/v1/search", question(host, path))
                #expect(
                    reply.status == 422 && reply.problem == problem && reply.detail.contains(says),
                    "\(path): \(reply.text)")
            }
            // The certificate is for names alone.
            let reply = try await client.ask(.post, "/v1/search", question(host, "p1.png", name: "127.0.0.1"))
            #expect(reply.problem == "not-fetched" && reply.detail.contains("certificate"), "\(reply.text)")
        }
        settings.pictureURLTrust = nil
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", question(host, "p1.png"))
            #expect(reply.problem == "not-fetched" && reply.detail.contains("certificate"), "\(reply.text)")
        }
        try await host.stop()
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", question(host, "p1.png"))
            #expect(reply.problem == "not-fetched" && reply.detail.contains("cannot be reached"), "\(reply.text)")
        }
    }

    @Test func whatIsNotThereInTimeIsNotWaitedFor() async throws {
        let host = try await PictureHost()
        var settings = settings(host)
        settings.pictureURLSeconds = 1
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", question(host, "slow"))
            #expect(reply.status == 422 && reply.detail.contains("not all there after 1 seconds"), "\(reply.text)")
        }
        try await host.stop()
    }

    @Test func sixteenAreFetchedAtOnceAndHoldNoWorker() async throws {
        let host = try await PictureHost()
        let server = try ServiceWorld.shared.get().server(settings(host))
        try await server.application.test(.router) { client in
            let before = host.asked.value
            let waiting = (0..<PictureFetcher.atOnce).map { _ in
                Task { try await client.ask(.post, "/v1/search", question(host, "slow")) }
            }
            while host.asked.value < before + PictureFetcher.atOnce { try await Task.sleep(for: .milliseconds(5)) }
            #expect(server.encoding.load == (0, 0))
            let refused = try await client.ask(.post, "/v1/search", question(host, "p1.png"))
            #expect(refused.status == 503 && refused.problem == "busy")
            #expect(try await client.ask(.get, "/v1/search?q=mug").status == 200)
            // They end with the host, and their places are free.
            try await host.stop()
            for task in waiting { #expect(try await task.value.problem == "not-fetched") }
            var next = refused
            while next.problem == "busy" {
                next = try await client.ask(.post, "/v1/search", question(host, "p1.png"))
            }
            #expect(next.status == 422 && next.problem == "not-fetched")
        }
    }

    @Test func theConnectionIsMadeToTheAddressThatWasCheckedUnderTheNameThatWasGiven() async throws {
        let host = try await PictureHost()
        let asked = Mutex<[String]>([])
        let rules = FetchRules(bytes: 100_000, seconds: 120, hosts: ["pictures.example:\(host.port)"])
        let trusted = try NIOSSLCertificate.fromPEMFile(host.certificate)
        // Nobody else knows the name: what is connected to can only be the address from here. The first is none.
        let addresses = try ["127.1.2.3", "127.0.0.1"].map { try #require(NetworkAddress($0)) }
        let fetcher = PictureFetcher(rules, trusted: trusted) { name in
            asked.withLock { $0.append(name) }
            return addresses
        }
        let picture = try await fetcher.picture(at: "https://PICTURES.example:\(host.port)/host")
        #expect(picture == ServiceWorld.png("p1"))
        #expect(asked.withLock { $0 } == ["pictures.example"])
        // Known by address, but no name of its certificate.
        let other = PictureFetcher(
            FetchRules(bytes: 100_000, seconds: 120, hosts: ["other.example:\(host.port)"]), trusted: trusted
        ) { _ in [addresses[1]] }
        await #expect(throws: FetchError.untrusted(host: "other.example")) {
            try await other.picture(at: "https://other.example:\(host.port)/p1.png")
        }
        try await host.stop()
    }
}
