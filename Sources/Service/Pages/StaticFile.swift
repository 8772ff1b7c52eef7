import Catalog

/// A file of the page, compiled in.
struct StaticFile: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
    /// Changes when the bytes do.
    let tag: String

    init(_ name: String, _ bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
        tag = "\"\(SHA256.hexadecimal(bytes).prefix(32))\""
        let suffix = name.split(separator: ".").last ?? ""
        type =
            switch suffix {
            case "html": "text/html; charset=utf-8"
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            default: "application/octet-stream"
            }
    }
}
