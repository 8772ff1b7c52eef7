/// The marker segments of a JPEG before its scan, as far as they are sound.
struct JPEGSegments: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var at = 2

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (marker: UInt8, body: ArraySlice<UInt8>)? {
        while at + 1 < bytes.count, bytes[at] == 0xFF, bytes[at + 1] == 0xFF { at += 1 }
        guard at + 4 <= bytes.count, bytes[at] == 0xFF, bytes[at + 1] != 0xDA else { return nil }
        let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
        guard length >= 2, at + 2 + length <= bytes.count else { return nil }
        defer { at += 2 + length }
        return (bytes[at + 1], bytes[(at + 4)..<(at + 2 + length)])
    }
}
