import Glibc

/// A small seeded generator (xoshiro256**, Blackman & Vigna 2018): the same numbers from a seed on every machine.
public struct Generator: RandomNumberGenerator, Codable, Hashable, Sendable {
    private var a, b, c, d: UInt64

    public init(seed: UInt64) {
        var state = seed
        // SplitMix64 spreads any seed, zero too, over the state.
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        (a, b, c, d) = (next(), next(), next(), next())
    }

    public mutating func next() -> UInt64 {
        let x = b &* 5
        let result = ((x << 7) | (x >> 57)) &* 9
        let t = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = (d << 45) | (d >> 19)
        return result
    }

    /// A generator of its own, which depends on this one's state; this one moves on.
    public mutating func split() -> Generator { Generator(seed: next()) }

    /// One number of the standard normal distribution (Box & Muller 1958).
    public mutating func normal() -> Float {
        let u = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self)
        let v = Double.random(in: 0..<1, using: &self)
        return Float((-2 * log(u)).squareRoot() * cos(2 * .pi * v))
    }
}
