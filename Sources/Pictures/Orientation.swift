/// How a camera was held: the EXIF orientation, 1 (upright) to 8.
struct Orientation: Equatable {
    private let value: Int

    /// The orientation a file states; upright where it states none, or nonsense.
    init(of bytes: [UInt8], _ format: PictureFormat) {
        let exif: ArraySlice<UInt8>? =
            switch format {
            case .jpeg:
                JPEGSegments(bytes).first { $0.marker == 0xE1 && $0.body.starts(with: Array("Exif\0\0".utf8)) }?
                    .body.dropFirst(6)
            case .png: Self.chunk("eXIf", in: bytes, from: 8, bigEndian: true)
            case .webp: Self.chunk("EXIF", in: bytes, from: 12, bigEndian: false)
            }
        value = exif.flatMap(Self.read) ?? 1
    }

    /// Whether upright width is stored height.
    var swapsSides: Bool { value >= 5 }

    /// The picture turned and flipped so that it stands upright.
    func upright(_ picture: Picture) -> Picture {
        guard value > 1 else { return picture }
        let (wide, high) = (picture.width, picture.height)
        let (width, height) = swapsSides ? (high, wide) : (wide, high)
        var pixels = [UInt8](repeating: 0, count: picture.pixels.count)
        for y in 0..<height {
            for x in 0..<width {
                let (sx, sy) =
                    switch value {
                    case 2: (wide - 1 - x, y)
                    case 3: (wide - 1 - x, high - 1 - y)
                    case 4: (x, high - 1 - y)
                    case 5: (y, x)
                    case 6: (y, high - 1 - x)
                    case 7: (wide - 1 - y, high - 1 - x)
                    default: (wide - 1 - y, x)
                    }
                for channel in 0..<3 {
                    pixels[(y * width + x) * 3 + channel] = picture.pixels[(sy * wide + sx) * 3 + channel]
                }
            }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    /// Tag 0x0112 of the first directory of a TIFF header.
    private static func read(_ tiff: ArraySlice<UInt8>) -> Int? {
        let tiff = Array(tiff)
        guard tiff.count >= 8 else { return nil }
        let big = tiff.starts(with: Array("MM".utf8))
        guard big || tiff.starts(with: Array("II".utf8)) else { return nil }
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let bytes = tiff[at..<(at + count)]
            return (big ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<entries {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            if tag == 0x0112, let value = number(at + 8, 2) { return (1...8).contains(value) ? value : nil }
        }
        return nil
    }

    /// The body of a chunk: PNG has length, name, body, checksum; RIFF name, length, body padded to even.
    private static func chunk(
        _ name: String, in bytes: [UInt8], from start: Int, bigEndian: Bool
    ) -> ArraySlice<UInt8>? {
        var at = start
        while at + 8 <= bytes.count {
            let field = bytes[(bigEndian ? at : at + 4)..<(bigEndian ? at + 4 : at + 8)]
            let length = (bigEndian ? Array(field) : field.reversed()).reduce(0) { $0 << 8 | Int($1) }
            guard at + 8 + length <= bytes.count else { return nil }
            let nameAt = bigEndian ? at + 4 : at
            if bytes[nameAt..<(nameAt + 4)].elementsEqual(name.utf8) { return bytes[(at + 8)..<(at + 8 + length)] }
            at += 8 + length + (bigEndian ? 4 : length & 1)
        }
        return nil
    }
}
