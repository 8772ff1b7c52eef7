import Foundation
import NIOCore

/// Where a client asks from: an address of IPv4, or the network of 64 bits that one of IPv6 is in, as a host has all of it.
struct ClientAddress: Hashable, Sendable {
    private let family: UInt8
    private let bits: UInt64

    /// - Parameter address: Nil on a connection that is none (in tests), or of which nothing is known: all those are one client.
    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            (family, bits) = (4, UInt64(UInt32(bigEndian: address.address.sin_addr.s_addr)))
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            let high = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let low = bytes[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            // ::ffff:a.b.c.d is IPv4 on a socket of IPv6.
            let isMapped = high == 0 && low >> 32 == 0xFFFF
            (family, bits) = isMapped ? (4, low & 0xFFFF_FFFF) : (6, high)
        case .unixDomainSocket, nil: (family, bits) = (0, 0)
        }
    }
}
