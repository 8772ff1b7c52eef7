import Testing

@testable import Service

@Suite struct PictureURLTests {
    @Test(arguments: [
        ("https://Shop.Example/a%20b.jpg?w=1#top", "https://shop.example/a%20b.jpg?w=1"),
        ("HTTPS://shop.example", "https://shop.example/"),
        ("https://shop.example:443/a", "https://shop.example/a"),
        ("https://shop.example:8443/a?b=https://c/@d", "https://shop.example:8443/a?b=https://c/@d"),
        ("https://[2A00::1]:8443/", "https://[2a00::1]:8443/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
    ])
    func anAddressIsWrittenInOneWay(given: String, written: String) throws {
        #expect(try PictureURL(given).text == written)
    }

    @Test(arguments: [
        ("", "https://"), ("http://shop.example/", "https://"), ("ftp://shop.example/", "https://"),
        ("//shop.example/", "https://"), ("file:///etc/passwd", "https://"), ("https:shop.example", "no host"),
        ("https://", "no host"), ("https:///a", "no host"), ("https://a b/", "no address"),
        ("https://a/\u{0}", "no address"), ("https://a/\r\nX: y", "no address"),
        ("https://b\u{FC}cher.example/", "ASCII"),
        ("https://user@shop.example/", "a user"), ("https://user:word@shop.example/", "a user"),
        ("https://shop%2Eexample/", "no host"), ("https://[::1%25lo]/", "no"), ("https://[shop.example]:x/", "no"),
        ("https://shop.example:0/", "no such port"), ("https://shop.example:70000/", "no such port"),
        ("https://\(String(repeating: "a", count: 254))/", "no host"),
        ("https://a/\(String(repeating: "a", count: 2048))", "more than 2048 bytes"),
    ])
    func whatCannotBeFetchedSaysWhy(given: String, says: String) throws {
        let error = #expect(throws: FetchError.self) { try PictureURL(given) }
        guard case .badURL(let reason) = try #require(error) else { return #expect(Bool(false), "\(given)") }
        #expect(reason.contains(says), "\(given): \(reason)")
    }

    @Test(arguments: [
        ("/b", "https://shop.example/b"), ("b", "https://shop.example/x/b"), ("//c.example/d", "https://c.example/d"),
        ("https://c.example", "https://c.example/"), ("?q", "https://shop.example/x/y?q"),
    ])
    func aRedirectLeadsToAnAddressOrToAPathHere(location: String, leads: String) throws {
        #expect(try PictureURL("https://shop.example/x/y").redirected(to: location).text == leads)
    }

    @Test(arguments: ["http://shop.example/", "javascript:1", "https://u@shop.example/"])
    func aRedirectToWhatIsNotFetchedIsRefused(location: String) throws {
        let here = try PictureURL("https://shop.example/")
        #expect(throws: FetchError.self) { try here.redirected(to: location) }
    }
}
