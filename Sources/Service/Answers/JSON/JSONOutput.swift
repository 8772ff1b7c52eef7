/// JSON that is being written, and the objects and lists that are open in it.
///
/// Each open one has a depth; to write into one closes those that are open within it. So nobody has to say that a container
/// ends, which `Encoder` never does.
final class JSONOutput {
    private(set) var bytes: [UInt8] = []
    private var open: [(end: UInt8, isEmpty: Bool)] = []

    var depth: Int { open.count }

    func begin(_ start: UInt8, end: UInt8) {
        bytes.append(start)
        open.append((end, true))
    }

    /// Closes what is open beyond `depth`.
    func close(to depth: Int) {
        while open.count > depth, let last = open.popLast() { bytes.append(last.end) }
    }

    /// Makes ready for the next element of the one at `depth`, from 1.
    func next(at depth: Int) {
        close(to: depth)
        if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1].isEmpty = false
    }

    func key(_ name: String, at depth: Int) {
        next(at: depth)
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// One that this program writes out: nothing in it is escaped.
    func key(_ name: StaticString, at depth: Int) {
        next(at: depth)
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    func null() { plain("null") }
    func truth(_ value: Bool) { plain(value ? "true" : "false") }

    /// What is written as it is: numbers, mostly.
    func plain(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Quoted; quotes, backslashes and control characters are escaped (RFC 8259, section 7).
    func string(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var start = 0
            for (at, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: utf8[start..<at])
                escape(byte)
                start = at + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [UInt8(ascii: "u"), 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
