import Foundation
import Pictures

/// Picture files of the catalogue, opened again.
enum StoredPicture {
    /// The picture of a file; nil where there is none, or none within the limits. An address is not fetched.
    ///
    /// - Parameters:
    ///   - shortestSide: As `PictureCodec.decode` has it.
    ///   - pixels: What the import let in, where it is known; a catalogue may have been imported with wider limits.
    static func decoded(_ path: String, shortestSide: Int, pixels: Int = 0) -> Picture? {
        guard path.hasPrefix("/") else { return nil }
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        var limits = PictureLimits()
        limits.pixels = max(limits.pixels, pixels)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let size = attributes?[.size] as? Int, size <= limits.bytes,
            let data = FileManager.default.contents(atPath: path)
        else { return nil }
        return try? PictureCodec.decode([UInt8](data), limits: limits, shortestSide: shortestSide)
    }
}
