import Foundation
import Pictures
import Synchronization

/// Training pictures, decoded once and kept small: a quarter larger than the encoder's side, so that crops stay sharp.
final class PictureCache: Sendable {
    private let paths: [String?]
    private let preprocessing: Preprocessing
    /// Beyond this many bytes pictures are decoded again each time.
    private let limit: Int
    /// What the import accepted.
    private let limits: PictureLimits

    private struct Kept {
        var pictures: [Int: Picture] = [:]
        var bytes = 0
        var unreadable: Set<Int> = []
    }
    private let held = Mutex(Kept())

    init(_ paths: [String?], _ preprocessing: Preprocessing, limits: PictureLimits, limit: Int = 4 << 30) {
        self.paths = paths
        self.preprocessing = preprocessing.sized(preprocessing.size * 5 / 4)
        (self.limit, self.limits) = (limit, limits)
    }

    /// How many products there are, with a picture or without.
    var count: Int { paths.count }

    /// The places of the pictures that there is room to keep, as long as the first are asked for first.
    var kept: [Int] {
        let each = preprocessing.size * preprocessing.size * 3
        return Array(paths.indices.filter { paths[$0] != nil }.prefix(limit / each))
    }

    /// How many files could not be read or decoded since the catalogue was imported.
    var unreadable: Int { held.withLock { $0.unreadable.count } }

    /// The square picture of a product; nil where it has none, or its file is gone or broken.
    func picture(_ at: Int) -> Picture? {
        guard let path = paths[at] else { return nil }
        let (known, broken) = held.withLock { ($0.pictures[at], $0.unreadable.contains(at)) }
        if broken { return nil }
        if let known { return known }
        guard let bytes = FileManager.default.contents(atPath: path),
            let decoded = try? PictureCodec.decode(
                Array(bytes), limits: limits, shortestSide: preprocessing.decodedSide)
        else {
            held.withLock { _ = $0.unreadable.insert(at) }
            return nil
        }
        let picture = preprocessing.prepared(decoded)
        held.withLock {
            guard $0.bytes + picture.pixels.count <= limit else { return }
            $0.pictures[at] = picture
            $0.bytes += picture.pixels.count
        }
        return picture
    }
}
