import Foundation
import HummingbirdTesting
import Testing

@testable import Service

/// Addresses that are not connected to.
@Suite(.timeLimit(.minutes(10))) struct FetchRefusalTests {
    private func fetcher(_ addresses: [String], hosts: Set<String> = []) throws -> PictureFetcher {
        let addresses = try addresses.map { try #require(NetworkAddress($0)) }
        return PictureFetcher(FetchRules(bytes: 1000, seconds: 60, hosts: hosts)) { _ in addresses }
    }

    @Test(arguments: [
        (["10.0.0.1"], "private"), (["8.8.8.8", "192.168.0.1"], "private"), (["2606:4700::1111", "::1"], "loopback"),
        (["::ffff:7f00:1"], "IPv4 in IPv6"), (["100.100.100.200"], "shared by a provider"),
    ])
    func aNameOfWhichOneAddressIsClosedIsNotFetched(addresses: [String], network: String) async throws {
        await #expect(throws: FetchError.closed(host: "shop.example", network: network)) {
            try await fetcher(addresses).picture(at: "https://shop.example/a.png")
        }
        // A name that the settings allow on another port is not allowed on this one.
        await #expect(throws: FetchError.closed(host: "shop.example", network: network)) {
            try await fetcher(addresses, hosts: ["shop.example:8443"]).picture(at: "https://shop.example/a.png")
        }
    }

    @Test func aNameWithoutAddressesIsUnknown() async throws {
        await #expect(throws: FetchError.unknownHost("shop.example")) {
            try await fetcher([]).picture(at: "https://shop.example/a.png")
        }
    }

    /// The system's own reading of names: what it takes for this machine is refused however it is written.
    @Test(arguments: ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "0"])
    func thisMachineIsNotFetchedFromHoweverItIsWritten(host: String) async throws {
        try await ServiceWorld.shared.get().server().application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", #"{"image_url":"https://\#(host)/"}"#)
            #expect(reply.status == 422 && reply.problem == "forbidden-address", "\(reply.text)")
        }
    }

    @Test func whoIsCancelledDoesNotWaitForANameServer() async throws {
        let names = NameLookup()
        let task = Task { try await names.addresses(of: "localhost") }
        task.cancel()
        do { #expect(try await !task.value.isEmpty) } catch { #expect(error is CancellationError) }
        let addresses = try await names.addresses(of: "localhost")
        #expect(!addresses.isEmpty && addresses.allSatisfy { ClosedNetwork.holding($0) == "loopback" })
        await #expect(throws: FetchError.unknownHost("a..b")) { try await names.addresses(of: "a..b") }
    }

    @Test func aPictureIsGivenOrItsAddressAndWhereTheSettingsSaySoNoneIsFetched() async throws {
        let picture = Data(ServiceWorld.png("p1")).base64EncodedString()
        let both = #"{"image":"\#(picture)","image_url":"https://shop.example/"}"#
        var settings = ServiceSettings()
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", both)
            #expect(reply.status == 400 && reply.detail == "image_url: there is image too; give one of them")
            let form = Form([("image_url", "https://shop.example/")], image: ServiceWorld.png("p1"))
            #expect(try await client.ask(.post, "/v1/search", bytes: form.bytes, type: Form.type).status == 400)
        }
        settings.pictureURLs = false
        try await ServiceWorld.shared.get().server(settings).application.test(.router) { client in
            let reply = try await client.ask(.post, "/v1/search", #"{"image_url":"https://shop.example/"}"#)
            #expect(reply.status == 422 && reply.problem == "address-not-fetched")
        }
    }

    @Test func certificatesThatCannotBeReadAreSaidAtTheStart() throws {
        var settings = ServiceSettings()
        settings.pictureURLTrust = "/no/such.pem"
        #expect(
            throws: ServerError.badFile(
                path: "/no/such.pem", reason: "picture_url_trust: it cannot be read, or holds no certificates in PEM")
        ) {
            _ = try ServiceWorld.shared.get().server(settings)
        }
    }
}
