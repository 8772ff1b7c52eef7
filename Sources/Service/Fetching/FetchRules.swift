/// What is fetched, and how long and how large it may be.
struct FetchRules: Hashable, Sendable {
    /// The longest picture.
    var bytes: Int
    /// For all of it: names, connections, redirects and the picture.
    var seconds: Int
    /// As `host:port`: these may listen on that port and be of this network; all others are public and listen on 443.
    var hosts: Set<String>

    /// Refuses an address that is not on port 443, unless the settings name it.
    func checkPort(_ url: PictureURL) throws(FetchError) {
        guard url.port == 443 || hosts.contains(url.authority) else {
            throw .badURL(reason: "pictures are fetched from port 443, not from \(url.port)")
        }
    }

    /// Refuses a host of which one address only is not public, unless the settings name it.
    func check(_ addresses: [NetworkAddress], of url: PictureURL) throws(FetchError) {
        guard !addresses.isEmpty else { throw .unknownHost(url.host) }
        guard !hosts.contains(url.authority) else { return }
        for address in addresses {
            if let network = ClosedNetwork.holding(address) { throw .closed(host: url.host, network: network) }
        }
    }
}
