import Catalog
import Files
import Foundation
import Pictures

/// The folder of pictures that clients send, each in a file named by its digest.
///
/// Files of pictures that no product has any more stay: another product may have had the same.
struct PictureFolder: Sendable {
    let url: URL
    let limits: PictureLimits

    /// Stores a picture, once however often it is sent, and gives what is known of it.
    ///
    /// - Parameter field: What a client called it.
    func store(_ bytes: [UInt8], field: String = "image") throws -> PictureFacts {
        let (info, picture) = try Self.opened(bytes, limits, field)
        let digest = SHA256.hexadecimal(bytes)
        let suffix = info.format == .jpeg ? "jpg" : info.format.rawValue
        let folder = url.appending(path: String(digest.prefix(2)), directoryHint: .isDirectory)
        let file = folder.appending(path: "\(digest).\(suffix)")
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize
        // One that was cut off by a loss of power is written again.
        if size != bytes.count {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try WholeFile.syncFolder(of: folder.path)
            // On disk before the product that names it is.
            try WholeFile.write(Data(bytes), to: file.path)
        }
        return PictureFacts(
            path: file.path, digest: digest, perceptualHash: PerceptualHash(of: picture).bits, width: info.width,
            height: info.height)
    }

    /// What is known of a picture that is not stored.
    static func facts(_ bytes: [UInt8], _ limits: PictureLimits, field: String) throws(RequestError) -> PictureFacts {
        let (info, picture) = try opened(bytes, limits, field)
        return PictureFacts(
            path: "", digest: SHA256.hexadecimal(bytes), perceptualHash: PerceptualHash(of: picture).bits,
            width: info.width, height: info.height)
    }

    private static func opened(
        _ bytes: [UInt8], _ limits: PictureLimits, _ field: String
    ) throws(RequestError) -> (PictureInfo, Picture) {
        do throws(PictureError) {
            let info = try PictureCodec.info(bytes, limits: limits)
            return (info, try PictureCodec.decode(bytes, limits: limits, shortestSide: 256))
        } catch { throw .badPicture(field, error) }
    }
}
