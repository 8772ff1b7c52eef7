import Foundation
import Pictures

/// Listings' pictures made small enough to stand within a page, all of them together too.
struct Thumbnails {
    /// The longer side, in pixels.
    private let side: Int
    /// Letters of base 64 that are left.
    private var room: Int

    /// All pictures of a page, in letters of base 64.
    static let room = 28 << 20
    private static let quality = 62
    /// Sides, and what a picture of each takes on average, in letters.
    private static let sides = [(160, 6_000), (128, 4_200), (96, 2_700), (72, 1_800), (56, 1_200)]

    /// - Parameter count: How many pictures there may be: the more, the smaller each.
    init(count: Int, room: Int = Self.room) {
        side = (Self.sides.first { $0.1 * count <= room } ?? Self.sides[Self.sides.count - 1]).0
        self.room = room
    }

    /// WebP in base 64 of each file; nil where there is no file, no picture in it, or no room left.
    mutating func made(of paths: [String?]) -> [String?] {
        guard room > 0 else { return paths.map { _ in nil } }
        let side = side
        return Parallel.map(paths.count) { Self.webp(paths[$0], side: side) }.map { picture in
            guard let picture, picture.utf8.count <= room else { return nil }
            room -= picture.utf8.count
            return picture
        }
    }

    private static func webp(_ path: String?, side: Int) -> String? {
        guard let path, let picture = StoredPicture.decoded(path, shortestSide: side) else { return nil }
        let scale = min(1, Double(side) / Double(max(picture.width, picture.height)))
        let small = picture.resized(
            width: max(1, Int(Double(picture.width) * scale)), height: max(1, Int(Double(picture.height) * scale)))
        return Data(PictureCodec.webp(small, quality: quality)).base64EncodedString()
    }
}
