/// A part of a picture, in fractions of its upright sides, from the top left.
public struct PictureBox: Hashable, Sendable {
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double

    /// How far a part may reach over an edge: what sums of rounded fractions do.
    private static let overhang = 1e-6

    /// Nil where the part has no extent, or does not lie inside the picture.
    public init?(x: Double, y: Double, width: Double, height: Double) {
        func lies(_ start: Double, _ length: Double) -> Bool {
            start >= -Self.overhang && length > 0 && start < 1 && start + length <= 1 + Self.overhang
        }
        guard lies(x, width), lies(y, height) else { return nil }
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// The pixels of a side that the part covers, to the nearest edge; one at least.
    private static func pixels(_ start: Double, _ length: Double, of side: Int) -> Range<Int> {
        func edge(_ place: Double) -> Int { Int((min(max(place, 0), 1) * Double(side)).rounded()) }
        let first = min(edge(start), side - 1)
        return first..<max(first + 1, edge(start + length))
    }

    /// The part of a picture.
    func cut(from picture: Picture) -> Picture {
        let columns = Self.pixels(x, width, of: picture.width)
        let rows = Self.pixels(y, height, of: picture.height)
        return picture.cropped(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }

    /// What the shortest side of the whole may be decoded down to, so that the part's is not below `side`.
    func shortestSide(of info: PictureInfo, forPart side: Int) -> Int {
        let part = min(width * Double(info.width), height * Double(info.height))
        let needed = Double(side) * Double(min(info.width, info.height)) / part
        // A part of next to nothing is cut from the whole picture.
        return Int(min(needed.rounded(.up), Double(Int32.max)))
    }
}

extension PictureCodec {
    /// A part of the upright picture, cut out once it is decoded.
    ///
    /// - Parameters:
    ///   - box: Where nil, all of it.
    ///   - shortestSide: Of the part.
    public static func decode(
        _ bytes: [UInt8], limits: PictureLimits = .init(), shortestSide: Int? = nil, box: PictureBox?
    ) throws(PictureError) -> Picture {
        guard let box else { return try decode(bytes, limits: limits, shortestSide: shortestSide) }
        let info = try info(bytes, limits: limits)
        let whole = try decode(
            bytes, limits: limits, shortestSide: shortestSide.map { box.shortestSide(of: info, forPart: $0) })
        return box.cut(from: whole)
    }
}
