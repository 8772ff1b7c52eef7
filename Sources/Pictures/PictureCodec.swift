/// What a picture's header says.
public struct PictureInfo: Equatable, Sendable {
    public let format: PictureFormat
    /// Upright, after the EXIF orientation.
    public let width: Int
    public let height: Int
}

/// Bytes to pictures and back: JPEG, PNG and WebP.
public enum PictureCodec {
    /// What the header says, without decoding.
    public static func info(
        _ bytes: [UInt8], limits: PictureLimits = .init()
    ) throws(PictureError) -> PictureInfo {
        let format = try sniff(bytes, limits)
        let (width, height) =
            switch format {
            case .jpeg: try JPEG.size(bytes)
            case .png: try PNG.size(bytes)
            case .webp: try WebP.size(bytes)
            }
        guard width > 0, height > 0 else {
            throw .damaged(format, reason: "its header states no extent: it is broken or cut off")
        }
        guard height <= limits.pixels / width else {
            throw .tooManyPixels(format, width: width, height: height, limit: limits.pixels)
        }
        let turned = Orientation(of: bytes, format).swapsSides
        return PictureInfo(format: format, width: turned ? height : width, height: turned ? width : height)
    }

    /// The upright picture in sRGB, what is transparent laid over white.
    ///
    /// - Parameter shortestSide: Where given, a JPEG may be decoded at a half, a quarter or an eighth of its size, as
    ///   long as neither side becomes shorter: much cheaper when a small picture is wanted.
    public static func decode(
        _ bytes: [UInt8], limits: PictureLimits = .init(), shortestSide: Int? = nil
    ) throws(PictureError) -> Picture {
        let info = try info(bytes, limits: limits)
        let picture =
            switch info.format {
            case .jpeg: try JPEG.decode(bytes, shortestSide: shortestSide)
            case .png: try PNG.decode(bytes)
            case .webp: try WebP.decode(bytes)
            }
        return Orientation(of: bytes, info.format).upright(picture)
    }

    public static func jpeg(_ picture: Picture, quality: Int = 90) -> [UInt8] { JPEG.encode(picture, quality) }
    public static func png(_ picture: Picture) -> [UInt8] { PNG.encode(picture) }
    public static func webp(_ picture: Picture, quality: Int = 80) -> [UInt8] { WebP.encode(picture, quality) }

    private static func sniff(_ bytes: [UInt8], _ limits: PictureLimits) throws(PictureError) -> PictureFormat {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(count: bytes.count, limit: limits.bytes) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)), bytes[8..<12].elementsEqual("WEBP".utf8) {
            return .webp
        }
        throw .unknownFormat(firstBytes: Array(bytes.prefix(8)))
    }
}
