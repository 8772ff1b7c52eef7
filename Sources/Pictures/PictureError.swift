/// The kinds of picture that are read, told apart by their first bytes and never by a file's name.
public enum PictureFormat: String, Codable, Sendable {
    case jpeg, png, webp
}

/// How large a picture may be; held before anything is decoded.
public struct PictureLimits: Codable, Hashable, Sendable {
    /// Width times height.
    public var pixels = 64_000_000
    /// The encoded bytes.
    public var bytes = 64 << 20

    public init(pixels: Int = 64_000_000, bytes: Int = 64 << 20) {
        self.pixels = pixels
        self.bytes = bytes
    }
}

/// Why bytes are no picture for us; who sent them must send others.
public enum PictureError: Error, Equatable, CustomStringConvertible {
    case unknownFormat(firstBytes: [UInt8])
    /// The bytes end early, contradict themselves, or use what the format's library refuses.
    case damaged(PictureFormat, reason: String)
    case tooManyPixels(PictureFormat, width: Int, height: Int, limit: Int)
    case tooManyBytes(count: Int, limit: Int)

    public var description: String {
        switch self {
        case .unknownFormat(let bytes):
            bytes.isEmpty
                ? "the picture is empty"
                : "neither JPEG, PNG nor WebP: the first bytes are "
                    + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(separator: " ")
        case .damaged(let format, let reason): "damaged \(format.rawValue.uppercased()): \(reason)"
        case .tooManyPixels(let format, let width, let height, let limit):
            "the \(format.rawValue.uppercased()) is \(width) x \(height) pixels; at most \(limit) are decoded"
        case .tooManyBytes(let count, let limit): "the picture has \(count) bytes; at most \(limit) are read"
        }
    }
}
