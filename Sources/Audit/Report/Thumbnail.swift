import Foundation
import Pictures

/// A listing's picture made small enough to stand within a page.
enum Thumbnail {
    /// The longer side, in pixels.
    private static let side = 160

    /// A JPEG as a data URI; nil where there is no file, or no picture in it.
    static func dataURI(_ path: String?) -> String? {
        // An address is not fetched: a report is made of what is here.
        guard let path, path.hasPrefix("/") else { return nil }
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let size = attributes?[.size] as? Int, size <= PictureLimits().bytes,
            let data = FileManager.default.contents(atPath: path),
            let picture = try? PictureCodec.decode([UInt8](data), shortestSide: side)
        else { return nil }
        let scale = min(1, Double(side) / Double(max(picture.width, picture.height)))
        let small = picture.resized(
            width: max(1, Int(Double(picture.width) * scale)), height: max(1, Int(Double(picture.height) * scale)))
        return "data:image/jpeg;base64," + Data(PictureCodec.jpeg(small, quality: 78)).base64EncodedString()
    }
}
