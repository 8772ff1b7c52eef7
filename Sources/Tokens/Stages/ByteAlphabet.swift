/// The 256 characters that GPT-2 writes bytes with (Radford et al. 2019): those that can be seen stand for themselves,
/// the others follow from U+0100 on.
enum ByteAlphabet {
    static let characters: [Unicode.Scalar] = {
        var hidden: UInt8 = 0
        return (UInt8(0)...255).map { byte in
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte)
            default:
                hidden += 1
                return Unicode.Scalar(0x100 + UInt16(hidden) - 1) ?? " "
            }
        }
    }()

    static func spell(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var spelt: [Unicode.Scalar] = []
        spelt.reserveCapacity(scalars.count)
        for scalar in scalars {
            for byte in UTF8.encode(scalar) ?? .init() { spelt.append(characters[Int(byte)]) }
        }
        return spelt
    }
}
