public import Foundation
import Records

/// Vectors that were worked out before: those of a snapshot, and those that a journal or a serving process has since.
public struct KnownVectors: Sendable {
    private let fingerprint: String
    private let find: @Sendable (ProductID, ContentKey) -> ProductVectors?

    /// None.
    public static let none = KnownVectors(fingerprint: "") { _, _ in nil }

    private init(fingerprint: String, _ find: @escaping @Sendable (ProductID, ContentKey) -> ProductVectors?) {
        (self.fingerprint, self.find) = (fingerprint, find)
    }

    /// Of the snapshot in use and the journal beside it; none where no snapshot can be opened.
    public init(of folder: SnapshotFolder) {
        guard let snapshot = try? folder.open().snapshot else {
            self = .none
            return
        }
        let journal = folder.journal.records(of: snapshot.manifest).latest
        let records = KnownVectors(of: journal, fingerprint: snapshot.manifest.fingerprint)
        self.init(fingerprint: snapshot.manifest.fingerprint) { id, content in
            records.vectors(of: id, content) ?? snapshot.vectors(of: id, content)
        }
    }

    /// Of the records of a journal.
    init(of records: [ProductID: JournalRecord], fingerprint: String) {
        self.init(fingerprint: fingerprint) { id, content in
            records[id].flatMap { $0.content == content ? $0.vectors : nil }
        }
    }

    init(of reading: SnapshotReading) {
        self.init(fingerprint: reading.manifest.fingerprint) { reading.vectors(of: $0, $1) }
    }

    /// These, where they are of that model.
    func ofModel(_ fingerprint: String) -> KnownVectors? { self.fingerprint == fingerprint ? self : nil }

    func vectors(of product: ProductID, _ content: ContentKey) -> ProductVectors? { find(product, content) }
}
