import CWebP

/// WebP, lossy and lossless, of one frame.
enum WebP {
    static func size(_ bytes: [UInt8]) throws(PictureError) -> (Int, Int) {
        var features = WebPBitstreamFeatures()
        guard WebPGetFeatures(bytes, bytes.count, &features) == VP8_STATUS_OK else {
            throw .damaged(.webp, reason: "its header is broken or cut off")
        }
        guard features.has_animation == 0 else {
            throw .damaged(.webp, reason: "it is animated; a product picture has one frame")
        }
        return (Int(features.width), Int(features.height))
    }

    static func decode(_ bytes: [UInt8]) throws(PictureError) -> Picture {
        let (width, height) = try size(bytes)
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        let done = WebPDecodeRGBAInto(bytes, bytes.count, &pixels, pixels.count, Int32(width * 4)) != nil
        guard done else { throw .damaged(.webp, reason: "its data is broken or cut off") }
        return Picture(width: width, height: height, pixels: PNG.overWhite(pixels))
    }

    static func encode(_ picture: Picture, _ quality: Int) -> [UInt8] {
        var buffer: UnsafeMutablePointer<UInt8>?
        let size = WebPEncodeRGB(
            picture.pixels, Int32(picture.width), Int32(picture.height), Int32(picture.width * 3), Float(quality),
            &buffer)
        defer { WebPFree(buffer) }
        precondition(size > 0, "libwebp encodes any picture of at most 16,383 pixels a side")
        return Array(UnsafeBufferPointer(start: buffer, count: size))
    }
}
