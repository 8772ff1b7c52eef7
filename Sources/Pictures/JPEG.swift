import CTurboJPEG

/// JPEG through the TurboJPEG API: baseline, progressive, grey, CMYK and YCCK.
enum JPEG {
    static func size(_ bytes: [UInt8]) throws(PictureError) -> (Int, Int) {
        let decoder = try Decoder()
        let header = try decoder.header(bytes)
        return (header.width, header.height)
    }

    static func decode(_ bytes: [UInt8], shortestSide: Int?) throws(PictureError) -> Picture {
        let decoder = try Decoder()
        let header = try decoder.header(bytes)
        var scale = 1
        if let shortestSide {
            while scale < 8, min(header.width, header.height) / (scale * 2) >= shortestSide { scale *= 2 }
        }
        let (width, height) = ((header.width + scale - 1) / scale, (header.height + scale - 1) / scale)
        guard header.inks else {
            return Picture(
                width: width, height: height,
                pixels: try decoder.pixels(bytes, width, height, TJPF_RGB, channels: 3))
        }
        let inks = try decoder.pixels(bytes, width, height, TJPF_CMYK, channels: 4)
        return Picture(width: width, height: height, pixels: rgb(inks, inverted: saysAdobe(bytes)))
    }

    /// CMYK to RGB without a profile; programs of Adobe's kind store the inks inverted.
    private static func rgb(_ inks: [UInt8], inverted: Bool) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: inks.count / 4 * 3)
        for at in 0..<(inks.count / 4) {
            let black = inverted ? Int(inks[at * 4 + 3]) : 255 - Int(inks[at * 4 + 3])
            for channel in 0..<3 {
                let ink = inverted ? Int(inks[at * 4 + channel]) : 255 - Int(inks[at * 4 + channel])
                pixels[at * 3 + channel] = UInt8((ink * black + 127) / 255)
            }
        }
        return pixels
    }

    private static func saysAdobe(_ bytes: [UInt8]) -> Bool {
        JPEGSegments(bytes).contains { $0.marker == 0xEE && $0.body.starts(with: "Adobe".utf8) }
    }

    static func encode(_ picture: Picture, _ quality: Int) -> [UInt8] {
        let handle = tjInitCompress()
        defer { tjDestroy(handle) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        let result = tjCompress2(
            handle, picture.pixels, Int32(picture.width), 0, Int32(picture.height), Int32(TJPF_RGB.rawValue), &buffer,
            &size, Int32(TJSAMP_420.rawValue), Int32(min(100, max(1, quality))), 0)
        defer { tjFree(buffer) }
        precondition(result == 0, "TurboJPEG compresses any picture of at most 65,500 pixels a side")
        return Array(UnsafeBufferPointer(start: buffer, count: Int(size)))
    }

    /// A TurboJPEG handle, destroyed with the value.
    private struct Decoder: ~Copyable {
        let handle: tjhandle

        init() throws(PictureError) {
            guard let handle = tjInitDecompress() else {
                throw .damaged(.jpeg, reason: "the decoder could not start")
            }
            self.handle = handle
        }

        deinit { tjDestroy(handle) }

        func header(_ bytes: [UInt8]) throws(PictureError) -> (width: Int, height: Int, inks: Bool) {
            var (width, height, sampling, colours) = (Int32(0), Int32(0), Int32(0), Int32(0))
            let count = UInt(bytes.count)
            guard tjDecompressHeader3(handle, bytes, count, &width, &height, &sampling, &colours) == 0 else {
                throw .damaged(.jpeg, reason: reason)
            }
            let inks = [TJCS_CMYK.rawValue, TJCS_YCCK.rawValue].contains(UInt32(colours))
            return (Int(width), Int(height), inks)
        }

        func pixels(
            _ bytes: [UInt8], _ width: Int, _ height: Int, _ format: TJPF, channels: Int
        ) throws(PictureError) -> [UInt8] {
            var pixels = [UInt8](repeating: 0, count: width * height * channels)
            // A warning means that the data ended early or is corrupt: half a picture is no picture. Progressive files
            // of very many scans are refused, since each costs a pass over the whole picture.
            let flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT
            let result = tjDecompress2(
                handle, bytes, UInt(bytes.count), &pixels, Int32(width), 0, Int32(height), Int32(format.rawValue),
                flags)
            guard result == 0 else { throw .damaged(.jpeg, reason: reason) }
            return pixels
        }

        private var reason: String { tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown" }
    }
}
