import CKernels
import Foundation
import Records
import Synchronization

/// The vectors of what was written since the snapshot, kept so that a restart need not work them out again.
///
/// SQLite is the truth of what there is: a record counts only for a product whose content key is the record's, so a
/// journal that is lost, cut off or older than the catalogue costs time and nothing else. Segments are numbered; all but the
/// newest are only read.
final class VectorJournal: Sendable {
    private let folder: URL
    private let state: Mutex<State>

    private struct State {
        var segment: JournalSegment?
        var header: JournalSegment.Header?
        var next: Int
    }

    init(_ folder: URL) {
        self.folder = folder
        state = Mutex(State(next: (Self.numbers(folder).last ?? 0) + 1))
    }

    private static func header(_ manifest: IndexSnapshot.Manifest) -> JournalSegment.Header {
        let key = Array(manifest.fingerprint.utf8)
        return JournalSegment.Header(dimension: manifest.dimension, model: ck_fingerprint(key, key.count, 0))
    }

    /// The last record of each product, of all segments that were written for a snapshot's model; and how many bytes were no
    /// whole records.
    func records(of manifest: IndexSnapshot.Manifest) -> (latest: [ProductID: JournalRecord], lost: Int) {
        var (latest, lost): ([ProductID: JournalRecord], Int) = ([:], 0)
        for number in Self.numbers(folder) {
            // A segment that cannot be read is vectors that are worked out again.
            guard let found = try? JournalSegment.read(path(number), Self.header(manifest)) else { continue }
            for record in found.records { latest[record.id] = record }
            lost += found.lost
        }
        return (latest, lost)
    }

    /// Keeps records made by a snapshot's model; they are on disk when this returns. What it throws leaves the journal as it
    /// was.
    func append(_ records: [JournalRecord], _ manifest: IndexSnapshot.Manifest) throws {
        guard !records.isEmpty else { return }
        let (bytes, header) = (records.flatMap { $0.bytes() }, Self.header(manifest))
        try state.withLock { state in
            if state.segment?.isBroken ?? true || state.header != header {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                (state.segment, state.header) = (nil, header)
                // Another number each time: what was begun and could not be finished may still have its name.
                state.next += 1
                state.segment = try JournalSegment(creating: path(state.next - 1), header)
            }
            try state.segment?.append(bytes)
        }
    }

    /// Begins a new segment with the next record.
    ///
    /// - Returns: The number below which segments hold nothing that is written from now on.
    func turn() -> Int {
        state.withLock { state in
            state.segment = nil
            return state.next
        }
    }

    /// Removes the segments below a number, once a snapshot holds what they hold.
    func remove(below number: Int) {
        for old in Self.numbers(folder) where old < number { try? FileManager.default.removeItem(atPath: path(old)) }
    }

    private func path(_ number: Int) -> String { folder.appending(path: "\(number).journal").path }

    /// Of the segments in a folder, ascending.
    private static func numbers(_ folder: URL) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { name in
            name.hasSuffix(".journal") ? Int(name.dropLast(".journal".count)) : nil
        }.filter { $0 > 0 && $0 < Int.max }.sorted()
    }
}
