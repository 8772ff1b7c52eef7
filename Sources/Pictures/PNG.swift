import CPNG

/// PNG through libpng's simplified API: palette, grey, 16 bit, alpha.
enum PNG {
    // The header's names for these are macros that Swift does not see.
    private static let rgba: UInt32 = 0x03
    private static let rgb: UInt32 = 0x02
    private static let sixteenBitIsSRGB: UInt32 = 0x04

    static func size(_ bytes: [UInt8]) throws(PictureError) -> (Int, Int) {
        try open(bytes) { image in .success((Int(image.width), Int(image.height))) }
    }

    static func decode(_ bytes: [UInt8]) throws(PictureError) -> Picture {
        try open(bytes) { image in
            let (width, height) = (Int(image.width), Int(image.height))
            image.format = rgba
            image.flags |= sixteenBitIsSRGB
            var pixels = [UInt8](repeating: 0, count: width * height * 4)
            guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0, image.warning_or_error & 3 < 2 else {
                return .failure(damaged(image))
            }
            return .success(Picture(width: width, height: height, pixels: overWhite(pixels)))
        }
    }

    private static func open<Result>(
        _ bytes: [UInt8], _ body: (inout png_image) -> Swift.Result<Result, PictureError>
    ) throws(PictureError) -> Result {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        let result: Swift.Result<Result, PictureError> = bytes.withUnsafeBytes { raw in
            guard png_image_begin_read_from_memory(&image, raw.baseAddress, raw.count) != 0 else {
                return .failure(damaged(image))
            }
            return body(&image)
        }
        return try result.get()
    }

    private static func damaged(_ image: png_image) -> PictureError {
        let message = withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return .damaged(.png, reason: message.isEmpty ? "unknown" : message)
    }

    static func encode(_ picture: Picture) -> [UInt8] {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        (image.width, image.height) = (UInt32(picture.width), UInt32(picture.height))
        image.format = rgb
        defer { png_image_free(&image) }
        var size = 0
        png_image_write_to_memory(&image, nil, &size, 0, picture.pixels, 0, nil)
        var bytes = [UInt8](repeating: 0, count: size)
        let written = png_image_write_to_memory(&image, &bytes, &size, 0, picture.pixels, 0, nil)
        precondition(written != 0, "libpng writes any RGB picture")
        return Array(bytes.prefix(size))
    }

    /// (n, 4) with alpha to (n, 3) over white, in sRGB as browsers do it.
    static func overWhite(_ rgba: [UInt8]) -> [UInt8] {
        var pixels = [UInt8](repeating: 255, count: rgba.count / 4 * 3)
        rgba.withUnsafeBufferPointer { source in
            pixels.withUnsafeMutableBufferPointer { target in
                for at in 0..<(source.count / 4) {
                    let alpha = Int(source[at * 4 + 3])
                    for channel in 0..<3 {
                        let sum = Int(source[at * 4 + channel]) * alpha + 255 * (255 - alpha)
                        target[at * 3 + channel] = UInt8((sum + 127) / 255)
                    }
                }
            }
        }
        return pixels
    }
}
