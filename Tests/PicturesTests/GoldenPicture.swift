import Foundation
import Pictures

/// A file that `Tools/reference/pictures.py` wrote, and the upright pixels that Pillow saw in it.
enum GoldenPicture {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func pixels(_ name: String) throws -> Picture {
        let bytes = try bytes("\(name).rgb")
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        return Picture(width: number(0), height: number(4), pixels: Array(bytes.dropFirst(8)))
    }

    /// The largest and the mean difference in grey levels.
    static func difference(_ a: Picture, _ b: Picture) -> (largest: Int, mean: Double) {
        let apart = zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }
        return (apart.max() ?? 0, Double(apart.reduce(0, +)) / Double(max(1, apart.count)))
    }
}
