import Catalog
import Pictures
import Synchronization

/// Sketches of picture files, made when they are first asked for; so many are kept, those that were asked for last.
final class PictureSketches: Sendable {
    private struct Kept {
        /// By the digests of their files, which may change under one path; nil for one that cannot be opened.
        var recent: [String: PictureSketch?] = [:]
        /// Those before; one that is asked for again is recent.
        var older: [String: PictureSketch?] = [:]
    }
    private let kept = Mutex(Kept())
    private let half: Int

    /// - Parameter most: How many are kept; each takes 16 KiB.
    init(most: Int) { half = max(1, most / 2) }

    /// The sketch of a picture; nil where its file is gone or is no picture any more.
    func sketch(of facts: PictureFacts) -> PictureSketch? {
        let known = kept.withLock { kept -> PictureSketch?? in
            if let recent = kept.recent[facts.digest] { return recent }
            guard let older = kept.older.removeValue(forKey: facts.digest) else { return nil }
            keep(older, facts.digest, in: &kept)
            return older
        }
        if let known { return known }
        // Outside the lock: two may make the same one, and nobody waits.
        let made = StoredPicture.decoded(facts.path, shortestSide: PictureSketch.side, pixels: facts.pixels)
            .map { PictureSketch(of: $0) }
        kept.withLock { keep(made, facts.digest, in: &$0) }
        return made
    }

    private func keep(_ sketch: PictureSketch?, _ digest: String, in kept: inout Kept) {
        if kept.recent.count >= half { (kept.older, kept.recent) = (kept.recent, [:]) }
        kept.recent[digest] = .some(sketch)
    }
}
