import Catalog
import Records

/// Changes of the catalogue, sorted by what it takes to take them up.
struct ChangeReading {
    /// Their vectors are known.
    private(set) var arrivals: [Arrival] = []
    private(set) var removals: [(id: ProductID, revision: Int64)] = []
    /// They have to be encoded.
    private(set) var unknown: [(stored: StoredProduct, content: ContentKey)] = []

    /// - Parameters:
    ///   - reading: What is in already is passed over.
    ///   - known: Vectors from elsewhere.
    init(_ changes: [CatalogChange], _ reading: SnapshotReading, _ known: KnownVectors?) {
        for change in changes {
            switch change {
            case .deleted(let id, let revision):
                if !reading.knows(id, at: revision) { removals.append((id, revision)) }
            case .stored(let stored):
                guard !reading.knows(stored.id, at: stored.revision) else { continue }
                let content = ContentKey(of: stored)
                let vectors =
                    reading.vectors(of: stored.id, content) ?? known?.vectors(of: stored.id, content)
                if let vectors {
                    arrivals.append(Arrival(stored, content, vectors))
                } else {
                    unknown.append((stored, content))
                }
            }
        }
    }

    /// Puts in what has been encoded.
    mutating func add(_ encoded: [Arrival]) {
        arrivals += encoded
        unknown = []
    }
}
