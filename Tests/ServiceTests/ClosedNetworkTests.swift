import Testing

@testable import Service

@Suite struct ClosedNetworkTests {
    @Test(arguments: [
        ("0.0.0.0", "of this network"), ("0.1.2.3", "of this network"), ("10.0.0.1", "private"),
        ("10.255.255.255", "private"), ("100.64.0.1", "shared by a provider"),
        ("100.127.255.255", "shared by a provider"), ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"),
        ("169.254.169.254", "link-local"), ("172.16.0.1", "private"), ("172.31.255.255", "private"),
        ("192.0.0.192", "reserved"), ("192.0.2.7", "for documentation"), ("192.88.99.1", "6to4"),
        ("192.168.1.1", "private"), ("198.18.0.1", "for benchmarks"), ("198.19.255.255", "for benchmarks"),
        ("198.51.100.1", "for documentation"), ("203.0.113.255", "for documentation"),
        ("168.63.129.16", "of the machine's host"), ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"), ("::", "unspecified"), ("::1", "loopback"),
        ("::ffff:127.0.0.1", "IPv4 in IPv6"), ("::ffff:8.8.8.8", "IPv4 in IPv6"), ("::127.0.0.1", "IPv4 in IPv6"),
        ("::ffff:0:127.0.0.1", "IPv4 in IPv6"), ("64:ff9b::7f00:1", "NAT64"), ("64:ff9b:1:2::1", "NAT64"),
        ("100::1", "discarded"), ("2001::1", "Teredo"), ("2001:2::1", "reserved"), ("2001:20::1", "reserved"),
        ("2001:db8::1", "for documentation"), ("2002:7f00:1::", "6to4"), ("3fff::1", "for documentation"),
        ("fc00::1", "private"), ("fd00:ec2::254", "private"), ("fe80::1", "link-local"), ("febf::1", "link-local"),
        ("fec0::1", "private"), ("ff02::1", "multicast"), ("4000::1", "reserved"), ("5f00::1", "reserved"),
        ("200::1", "reserved"), ("64:ff9c::1", "reserved"),
    ])
    func anAddressThatIsNotForAllTheWorldSaysOfWhatKindItIs(address: String, network: String) throws {
        #expect(ClosedNetwork.holding(try #require(NetworkAddress(address))) == network)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.17", "2001:200::1", "2001:4860:4860::8888",
        "2003::1", "2606:4700::1111", "2a00::1", "3ffe::1",
    ])
    func anAddressOfTheOpenNetworkIsOfNone(address: String) throws {
        #expect(ClosedNetwork.holding(try #require(NetworkAddress(address))) == nil)
    }

    @Test(arguments: ["127.1", "2130706433", "0x7f000001", "127.0.0.01", "::1%lo", "", "a.b", "1.2.3.4 ", "[::1]"])
    func whatIsWrittenInAnotherWayIsNoAddress(text: String) { #expect(NetworkAddress(text) == nil) }

    @Test(arguments: ["192.0.2.1", "0:0:0:0:0:ffff:7f00:1", "2001:db8:0:0:0:0:0:a"])
    func anAddressIsReadAsItIsWritten(text: String) throws { #expect(try #require(NetworkAddress(text)).text == text) }
}
